import { createTroubles } from './troubles.mjs';

const ON_ITS_WAY = ['REVERSE_REPLICATING', 'READY_FOR_FAILBACK'];
const READY = ['READY_FOR_FAILBACK'];

async function prepare(system, steps) {
  await steps.seeServers(system);
  const group = await steps.makeGroup(system);
  const plan = await steps.makePlan(system, group);
  await steps.preflight(plan);
  return plan;
}

async function reverse(session, route, { steps, troubles }) {
  if (route === 'reinstall') {
    await troubles?.refuseInstaller(session);
    await steps.act(session.id, 'install-agents', {}, ['AGENTS_INSTALLED']);
    await steps.mirror(session.id);
    await troubles?.stopReplication(session);
    await steps.replicateBack(session.id);
  } else {
    await (troubles
      ? troubles.stallSync(session)
      : steps.replicateBack(session.id));
    await steps.mirror(session.id);
  }
  await steps.waitFor(session.id, READY);
}

async function failBackAndEnd(session, { steps, troubles, api }) {
  const { id } = session;
  await steps.failBack(id, 'DRILL', ON_ITS_WAY);
  await steps.act(id, 'terminate-drill', {}, ON_ITS_WAY);
  await steps.waitFor(id, READY);
  await steps.failBack(id, 'RECOVERY', ['FAILBACK_COMPLETE']);
  await steps.act(id, 're-protect', {}, ['RE_PROTECTED']);
  await troubles?.refuseTermination();
  await steps.act(
    id,
    'cleanup',
    async () => {
      const { planId } = await api.get(
        `/failover-sessions/${id}/cleanup-plan?deleteSourceServers=true`,
      );
      return { planId, deleteSourceServers: true };
    },
    ['CLEANUP_COMPLETE'],
  );
}

/**
 * The whole life of a disaster, from the first look at source servers to the cleanup.
 *
 * @param system - of the estate
 * @param options - `route`, and `withTroubles` for all that needs actions of its own when it goes wrong
 */
export async function live(system, { route, withTroubles }, context) {
  const { steps } = context;
  const troubles = withTroubles ? createTroubles(context) : undefined;
  const plan = await prepare(system, steps);
  if (troubles) {
    await troubles.cancelAutomation(plan);
    await troubles.cancelCommand(plan);
  } else {
    const drill = await steps.run(plan, 'DRILL');
    await steps.terminate(drill);
  }
  const execution = await steps.run(plan, 'RECOVERY');
  const session = await steps.findSession(execution);
  await reverse(session, route, { steps, troubles });
  await failBackAndEnd(session, { ...context, troubles });
}
