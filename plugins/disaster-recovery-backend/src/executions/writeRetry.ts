import type { Knex } from 'knex';
import type { ExecutionStore } from './ExecutionStore';
import type { ExecutionState } from './records';
import { planRetry } from './retryPlan';
import type { ReplacedServers } from './types';

/**
 * Begins an ended execution anew, with what it did not get done: see {@link planRetry}.
 *
 * @param losses - live instances that the retry was accepted to destroy
 * @param replaced - servers in whose place others are launched
 */
export async function writeRetry(
  transaction: Knex.Transaction,
  store: ExecutionStore,
  state: ExecutionState,
  losses: string[],
  replaced: ReplacedServers,
): Promise<void> {
  const { execution, waves } = state;
  const plan = planRetry(state, replaced);
  const attempt = execution.attempt + 1;
  await store.updateExecution(transaction, execution.id, {
    status: 'RUNNING',
    attempt,
    acceptedDestroyed: [
      ...new Set([...execution.acceptedDestroyed, ...losses]),
    ],
    cancelRequested: false,
    pauseRequested: false,
    lastError: undefined,
    endedAt: undefined,
  });
  await store.updateServers(
    transaction,
    plan.servers.map(server => server.id),
    {
      status: 'PENDING',
      active: true,
      attempt,
      stage: undefined,
      reason: undefined,
      error: undefined,
      executionJobId: undefined,
      jobId: undefined,
      judgeBy: undefined,
      packSize: undefined,
      refusals: 0,
      startedAt: undefined,
      endedAt: undefined,
    },
  );
  const before = new Map(
    state.servers.map(({ id, sourceServerId }) => [id, sourceServerId]),
  );
  for (const { id, sourceServerId } of plan.servers) {
    if (sourceServerId !== before.get(id)) {
      await store.updateServers(transaction, [id], { sourceServerId });
    }
  }
  for (const wave of waves) {
    if (plan.waveNumbers.includes(wave.number)) {
      await store.updateWave(transaction, wave, {
        status: 'PENDING',
        reason: undefined,
        endedAt: undefined,
      });
    }
  }
  await store.updateActions(
    transaction,
    plan.reopened.map(action => action.id),
    { status: 'PENDING', output: undefined, endedAt: undefined },
  );
  await store.insertActions(transaction, plan.added);
}
