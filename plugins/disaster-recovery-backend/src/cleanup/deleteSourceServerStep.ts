import type { Drs, SourceServer } from '../aws';
import type { OperationStep } from '@internal/plugin-disaster-recovery-common';
import type { StepOutcome } from './cleanupSteps';
import { refusal } from './refusal';
import type { SourceServerFate } from './sourceServerFate';

/**
 * Disconnects a source server, waits until DRS says so, and deletes it. Done when DRS has it no more.
 *
 * @param fateOf - asked of the server as it is at this moment, before every call
 */
export async function deleteSourceServerStep(
  drs: Drs,
  step: OperationStep,
  fateOf: (server: SourceServer) => SourceServerFate,
): Promise<StepOutcome> {
  const id = step.target!;
  const [server] = await drs.listSourceServers({ ids: [id] });
  if (!server) {
    return { status: 'SUCCEEDED' };
  }
  const fate = fateOf(server);
  if (!fate.mayDelete) {
    return { status: 'FAILED', message: fate.reason };
  }
  const isDisconnected = server.replication.state === 'DISCONNECTED';
  try {
    await (isDisconnected
      ? drs.deleteSourceServer(id)
      : drs.disconnectSourceServer(id));
  } catch (error) {
    return refusal(error);
  }
  return {
    status: 'IN_PROGRESS',
    message: isDisconnected ? 'DRS was asked to delete it' : 'Disconnecting it',
  };
}
