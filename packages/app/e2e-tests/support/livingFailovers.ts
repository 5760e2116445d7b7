import { expect } from '@playwright/test';
import type { disasterRecovery, SessionFacts } from './disasterRecovery';
import type { simulatedAws } from './simulatedAws';

/** Three failovers of the demo estate at different points of their lives, and where else there is something to see. */
export interface LivingFailovers {
  /** Half replicated, with one server that stalls. */
  replicating: SessionFacts;
  failed: SessionFacts;
  /** The instance of `failed` whose agent could not be installed. */
  failedInstance: SessionFacts['instances'][0];
  ready: SessionFacts;
  groupId: string;
  planId: string;
  executionId: string;
}

const PAYROLL = {
  name: 'payroll',
  owner: 'group:default/team-orders',
  accountId: '111122223333',
  region: 'us-west-2',
  sourceRegion: 'us-east-1',
  selection: { by: 'tags', tags: { Application: 'payroll' } },
  launchConfig: { recovery: { copyTags: true }, origin: {} },
};

/**
 * Fails over every system of the demo estate: leaves the order system half replicated with one server stalled, billing
 * with a failed agent, and payroll ready for its failback. The simulated AWS then hardly moves.
 */
export async function startLivingFailovers(
  api: ReturnType<typeof disasterRecovery>,
  aws: ReturnType<typeof simulatedAws>,
): Promise<LivingFailovers> {
  const group = await api.post<{ id: string }>('/protection-groups', PAYROLL);
  await api.post('/recovery-plans', {
    name: 'payroll',
    owner: PAYROLL.owner,
    waves: [{ number: 1, name: 'Payroll', protectionGroupIds: [group.id] }],
  });
  const [orders, billing, payroll] = await Promise.all(
    ['orders', 'billing', 'payroll'].map(plan => api.failOver(plan)),
  );
  const called = ({ instances }: SessionFacts, name: string) =>
    instances.find(({ hostname }) => hostname === name)!;
  const failedInstance = called(billing, 'billing-app-1');
  await aws.addFault({
    kind: 'installFails',
    match: { resourceId: failedInstance.recoveryInstanceId },
    message: 'Error: there is not enough space left on /var/lib',
  });
  await aws.addFault({
    kind: 'stallSync',
    match: { resourceId: called(orders, 'orders-app-2').recoveryInstanceId },
  });

  await Promise.all([
    api.finish(billing.id, 'install-agents'),
    api
      .finish(payroll.id, 'start-reverse-replication')
      .then(() => api.finish(payroll.id, 'mirror-config')),
  ]);
  await api.reach(payroll.id, 'READY_FOR_FAILBACK');

  // New agents replicate at once: what follows is not to be over before it is looked at.
  await aws.setSpeed(120);
  await api.finish(orders.id, 'install-agents');
  await api.finish(orders.id, 'mirror-config');
  await api.finish(orders.id, 'start-reverse-replication');
  await expect
    .poll(async () => (await api.session(orders.id)).failedInstanceCount, {
      timeout: 60_000,
    })
    .toBe(1);
  await aws.setSpeed(1);

  return {
    replicating: orders,
    failed: billing,
    failedInstance,
    ready: payroll,
    groupId: called(orders, 'orders-web-1').protectionGroupId!,
    planId: await api.planId('orders'),
    executionId: orders.executionId!,
  };
}
