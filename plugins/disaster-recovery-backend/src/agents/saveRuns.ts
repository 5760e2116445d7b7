import type {
  FailoverSessionStore,
  OperationContext,
} from '../failover-sessions';
import type { AgentRun } from './AgentRun';
import type { AgentWorkStore } from './AgentWorkStore';

/** Writes what has changed on some instances, of all of them together. */
export async function saveRuns(
  context: OperationContext,
  runs: AgentRun[],
  stores: { sessions: FailoverSessionStore; works: AgentWorkStore },
): Promise<void> {
  const changed = runs.filter(run => !run.isSaved);
  if (changed.length === 0) {
    return;
  }
  const { session } = context;
  const changes = changed.map(run => ({
    recoveryInstanceId: run.id,
    ...run.changes(),
  }));
  await context.transaction(async transaction => {
    // Whoever writes several instances of a session holds it: they would wait for each other otherwise.
    await stores.sessions.getForUpdate(session.id, transaction);
    await stores.works.save(
      transaction,
      changed.map(({ work }) => work),
    );
    await stores.sessions.updateInstances(session.id, changes, transaction);
    await context.saveSteps(
      transaction,
      changes.flatMap(({ steps }) => steps),
    );
  });
  changed.forEach(run => run.saved());
}
