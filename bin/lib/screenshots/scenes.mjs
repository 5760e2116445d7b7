import { waitUntil } from '../walkthrough/waiting.mjs';

const DR = '/disaster-recovery';
const story = { line: () => {} };

/** Waits for a text, and brings it into the middle of the picture. */
const show = text => view =>
  view
    .getByText(text, { exact: true })
    .first()
    .evaluate(element => element.scrollIntoView({ block: 'center' }));

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

  const reach = (what, done) =>
    waitUntil({
      what,
      story,
      ask: () => api.get(`/failover-sessions/${ordersSession}`),
      done: ({ replication }) => done(replication),
    });

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
  await take(
    'session-instance',
    page(`/instances?instance=${instances[1].recoveryInstanceId}`),
  );
  await take('session-operations', page('/operations'), show('Attempt 1'));

  // Slow enough to be looked at while the data flows.
  await aws.setSpeed(60);
  await life.installAgents(ordersSession);
  await aws.setSpeed(2);
  await take('wizard-mirror', page('/wizard/mirror'));
  await life.mirror(ordersSession);
  await take('wizard-mirrored', page('/wizard/mirror'));
  await take(
    'session-configuration',
    page('/configuration'),
    show('Wave 1: Protection Groups'),
  );
  await aws.setSpeed(60);
  await life.replicateBack(ordersSession);
  await reach('half of the data', ({ percent }) => percent >= 40);
  await aws.setSpeed(2);
  await take('session', page('/instances'));
  await take('wizard-monitor', page('/wizard/monitor'));
  await aws.setSpeed(600);
  await life.waitUntilReady(ordersSession);
  await aws.setSpeed(20);
  await aws.addFault({
    kind: 'lag',
    match: { resourceId: instances[2].recoveryInstanceId },
    seconds: 660,
  });
  await reach('the lag', ({ worstLagSeconds = 0 }) => worstLagSeconds >= 120);
  await aws.setSpeed(2);
  await take('session-replication', page('/replication'));
  await aws.clearFaults();
  await aws.setSpeed(600);
  await life.waitUntilReady(ordersSession);
  await take('wizard-execute', page('/wizard/execute'));
  await life.failBack(ordersSession);
  await life.reProtect(ordersSession);
  await take('session-re-protected', page('/instances'));
  await take('session-audit', page('/audit'));
  await take('cleanup', page('/cleanup'));
  await camera.take(
    'catalog-card',
    '/catalog/default/component/orders-db',
    show('Last drill'),
  );
  await camera.take(
    'catalog-tab',
    '/catalog/default/component/orders-db/disaster-recovery',
    view => view.getByText('Failover sessions').waitFor(),
  );
}
