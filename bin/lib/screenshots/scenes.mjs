import { waitUntil } from '../walkthrough/waiting.mjs';

const DR = '/disaster-recovery';
const story = { line: () => {} };

/**
 * The states in which the pages are taken: a portal before its first failover, a failover as it runs, one with a failed
 * agent, one on its way back, one that has failed back.
 *
 * @param tools - the portal's `api`, the `life` of a disaster, the simulated `aws`, the `camera`
 */
export async function takeScenes({ api, life, aws, camera }) {
  const plans = Object.fromEntries(
    (await api.get('/recovery-plans')).items.map(plan => [plan.name, plan.id]),
  );
  const groups = Object.fromEntries(
    (await api.get('/protection-groups')).items.map(({ name, id }) => [
      name,
      id,
    ]),
  );
  const sessionOf = async executionId =>
    (await life.findSession(executionId)).id;
  const take = (name, address, prepare) =>
    camera.take(name, `${DR}${address}`, prepare);

  await take('sessions-empty', '/sessions');
  await take('protection-groups', '/protection-groups');
  await take('protection-group', `/protection-groups/${groups['orders-web']}`);
  await take('protection-group-create', '/protection-groups/create');
  await take('recovery-plans', '/recovery-plans');
  await take('recovery-plan', `/recovery-plans/${plans.orders}`);
  await take('recovery-plan-edit', `/recovery-plans/${plans.orders}/edit`);
  await take('recovery-plan-run', `/recovery-plans/${plans.orders}/run`);

  const billing = await life.failOver(plans.billing);
  const billingSession = await sessionOf(billing.id);

  const { id: orders } = await api.post(`/recovery-plans/${plans.orders}/run`, {
    executionType: 'RECOVERY',
  });
  await waitUntil({
    what: 'the second wave',
    story,
    ask: () => api.get(`/executions/${orders}`),
    done: ({ waves }) => waves[1].status === 'LAUNCHING',
  });
  await aws.setSpeed(5);
  await take('execution', `/executions/${orders}`);
  await take('executions', '/executions');
  await aws.setSpeed(600);
  await waitUntil({
    what: 'the failover',
    story,
    ask: () => api.get(`/executions/${orders}`),
    done: ({ status }) => status === 'COMPLETED',
  });
  const ordersSession = await sessionOf(orders);
  const page = tab => `/sessions/${ordersSession}${tab}`;

  await take('wizard-review', page('/wizard/review'));
  await take('wizard-agents', page('/wizard/agents'));
  const { instances } = await api.get(`/failover-sessions/${ordersSession}`);
  await aws.addFault({
    kind: 'installFails',
    match: { resourceId: instances[1].recoveryInstanceId },
    count: 1,
    message: 'Connection attempt to us-east-1 on port 443 failed.',
  });
  await life.installAgents(ordersSession).catch(() => {});
  await life.replicateBack(billingSession);
  await life.mirror(billingSession);
  await take('sessions', '/sessions');
  await take('session-agents-failed', page(''));
  await take('wizard-agents-failed', page('/wizard/agents'));
  await take('session-operations', page('/operations'), async view => {
    const folded = view.getByRole('button', { expanded: false }).first();
    if (await folded.isVisible()) {
      await folded.click();
    }
  });

  await life.installAgents(ordersSession);
  await take('wizard-mirror', page('/wizard/mirror'));
  await life.mirror(ordersSession);
  await take('wizard-mirrored', page('/wizard/mirror'));
  await take('session-configuration', page('/configuration'));
  await life.replicateBack(ordersSession);
  await aws.addFault({
    kind: 'lag',
    match: { resourceId: instances[2].recoveryInstanceId },
    seconds: 660,
  });
  await take('session', page('/instances'));
  await take('session-replication', page('/replication'));
  await take('wizard-monitor', page('/wizard/monitor'));
  await aws.clearFaults();
  await life.waitUntilReady(ordersSession);
  await take('wizard-execute', page('/wizard/execute'));
  await life.failBack(ordersSession);
  await life.reProtect(ordersSession);
  await take('session-re-protected', page('/instances'));
  await take('session-audit', page('/audit'));
  await take('cleanup', page('/cleanup'));
  await camera.take('catalog-card', '/catalog/default/component/orders-db');
  await camera.take(
    'catalog-tab',
    '/catalog/default/component/orders-db/disaster-recovery',
  );
}
