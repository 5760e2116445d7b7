import type { Knex } from 'knex';
import { endOf } from './advanceWaves';
import type { ExecutionStore } from './ExecutionStore';
import { executionStatus } from './executionStatus';
import { isEnded } from './records';
import type { VanishedServers } from './types';
import { waveFacts } from './waveFacts';

/**
 * Takes back the verdict on servers of an ended execution that were launched, and whose instances are there no more: they
 * have failed, and a retry launches them again.
 *
 * @returns whether anything was taken back
 */
export async function noteVanished(
  transaction: Knex.Transaction,
  store: ExecutionStore,
  id: string,
  vanished: VanishedServers,
): Promise<boolean> {
  await store.lock(id, transaction);
  const before = await store.load(id, transaction);
  const servers = before.servers.filter(
    ({ status, sourceServerId }) =>
      status === 'LAUNCHED' && vanished.has(sourceServerId),
  );
  if (!isEnded(before.execution.status) || servers.length === 0) {
    return false;
  }
  for (const server of servers) {
    await store.updateServers(transaction, [server.id], {
      status: 'FAILED',
      reason: vanished.get(server.sourceServerId),
      // A launch that comes after it must not be taken for this one.
      recoveryInstanceId: undefined,
    });
  }
  const after = await store.load(id, transaction);
  const waves = waveFacts(after);
  const touched = new Set(servers.map(({ waveNumber }) => waveNumber));
  for (const wave of waves.filter(({ plan }) => touched.has(plan.number))) {
    const { number, status, reason } = endOf(wave);
    await store.updateWave(
      transaction,
      { executionId: id, number },
      { status, reason },
    );
  }
  const { status } = executionStatus(waves, after.execution);
  await store.updateExecution(transaction, id, { status });
  return true;
}
