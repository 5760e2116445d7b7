import type { LivingFailovers } from './livingFailovers';

/** A page of disaster recovery, as somebody meets it. */
export interface TourPage {
  name: string;
  path: string;
  heading: string;
  /** A text that it shows once everything is there. */
  content: string;
}

const at = (path: string) => `/disaster-recovery${path}`;

/** Every page while three failovers live: one replicates, one has a failed agent, one is ready. */
export function livelyPages(world: LivingFailovers): TourPage[] {
  const {
    replicating,
    failed,
    failedInstance,
    ready,
    groupId,
    planId,
    executionId,
  } = world;
  const session = (one: { id: string }, more = '') =>
    at(`/sessions/${one.id}${more}`);
  const wizard = (
    one: { id: string; name: string },
    step: string,
    content: string,
  ) => ({
    name: `wizard-${step}`,
    path: session(one, `/wizard/${step}`),
    heading: `Failback of ${one.name}`,
    content,
  });
  return [
    {
      name: 'sessions',
      path: at('/sessions'),
      heading: 'Failover Sessions',
      content: failed.name,
    },
    ...Object.entries({
      instances: 'orders-db-1',
      replication: 'Worst instances',
      configuration: 'Mirrored, launches in us-east-1',
      operations: 'Correlation id',
      audit: 'Requested',
    }).map(([tab, content]) => ({
      name: `session-${tab}`,
      path: session(replicating, `/${tab}`),
      heading: replicating.name,
      content,
    })),
    {
      name: 'session-failed',
      path: session(failed),
      heading: failed.name,
      content: failedInstance.hostname,
    },
    {
      name: 'session-instance',
      path: session(
        failed,
        `/instances?instance=${failedInstance.recoveryInstanceId}`,
      ),
      heading: failedInstance.hostname,
      content: 'Retry this instance',
    },
    wizard(failed, 'review', 'Every instance can fail back.'),
    wizard(failed, 'agents', 'Standard output'),
    wizard(replicating, 'mirror', 'The configuration is mirrored.'),
    wizard(replicating, 'replicate', 'orders-db-1'),
    wizard(replicating, 'monitor', 'orders-db-1'),
    wizard(ready, 'execute', 'Nothing is destroyed.'),
    {
      name: 'protection-groups',
      path: at('/protection-groups'),
      heading: 'Protection Groups',
      content: 'orders-web',
    },
    {
      name: 'protection-group',
      path: at(`/protection-groups/${groupId}`),
      heading: 'orders-web',
      content: 'orders-web-3',
    },
    {
      name: 'protection-group-create',
      path: at('/protection-groups/create'),
      heading: 'Create a Protection Group',
      content: 'Create this group',
    },
    {
      name: 'protection-group-edit',
      path: at(`/protection-groups/${groupId}/edit`),
      heading: 'Edit orders-web',
      content: 'Save changes',
    },
    {
      name: 'recovery-plans',
      path: at('/recovery-plans'),
      heading: 'Recovery Plans',
      content: 'billing',
    },
    {
      name: 'recovery-plan',
      path: at(`/recovery-plans/${planId}`),
      heading: 'orders',
      content: 'Last drill',
    },
    {
      name: 'recovery-plan-create',
      path: at('/recovery-plans/create'),
      heading: 'Create a Recovery Plan',
      content: 'Create this plan',
    },
    {
      name: 'recovery-plan-edit',
      path: at(`/recovery-plans/${planId}/edit`),
      heading: 'Edit orders',
      content: 'Save changes',
    },
    {
      name: 'recovery-plan-run',
      path: at(`/recovery-plans/${planId}/run?type=RECOVERY`),
      heading: 'Run orders',
      content: 'What is destroyed',
    },
    {
      name: 'executions',
      path: at('/executions'),
      heading: 'Executions',
      content: 'payroll',
    },
    ...Object.entries({
      timeline: 'Time since the start',
      servers: 'orders-db-1',
      actions: 'Warm the caches',
      log: 'JOB_START',
    }).map(([tab, content]) => ({
      name: `execution-${tab}`,
      path: at(`/executions/${executionId}/${tab}`),
      heading: 'orders, Recovery',
      content,
    })),
    {
      name: 'catalog-entity',
      path: '/catalog/default/component/orders-web/disaster-recovery',
      heading: 'Orders web',
      content: 'orders-web-3',
    },
    {
      name: 'catalog-overview',
      path: '/catalog/default/component/orders-web',
      heading: 'Orders web',
      content: 'Last drill',
    },
    {
      name: 'unknown-address',
      path: at('/failovers'),
      heading: 'Disaster Recovery',
      content: 'There is nothing here with this address.',
    },
  ];
}

/** What comes after the failback of a session. */
export function failedBackPages({ ready }: LivingFailovers): TourPage[] {
  return [
    {
      name: 'session-failed-back',
      path: at(`/sessions/${ready.id}`),
      heading: ready.name,
      content: 'payroll-legacy-1',
    },
    {
      name: 'wizard-failed-back',
      path: at(`/sessions/${ready.id}/wizard/execute`),
      heading: `Failback of ${ready.name}`,
      content: 'Failed back',
    },
    {
      name: 'cleanup',
      path: at(`/sessions/${ready.id}/cleanup`),
      heading: `Clean up ${ready.name}`,
      content: 'What stays',
    },
  ];
}
