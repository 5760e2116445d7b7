import type { Drs } from '../aws';
import type { OperationStep } from '@internal/plugin-disaster-recovery-common';
import type { CleanupFacts } from './cleanupFacts';
import type { StepOutcome } from './cleanupSteps';
import { isReplicating } from './cleanupLines';
import { whyNotReturned } from './destructionGuard';
import { refusal } from './refusal';

/** Stops the replication back of one recovery instance, and waits until DRS says that it has stopped. */
export async function stopReplicationStep(
  drs: Drs,
  step: OperationStep,
  facts: CleanupFacts,
): Promise<StepOutcome> {
  const server = facts.servers.find(
    ({ reversed }) => reversed?.id === step.target,
  );
  if (!server || !isReplicating(server.reversed)) {
    return { status: 'SUCCEEDED' };
  }
  const against = whyNotReturned(server);
  if (against) {
    return { status: 'FAILED', message: against };
  }
  // Asked for once, and again only where the answer was a refusal.
  if (step.status !== 'IN_PROGRESS' || step.error) {
    try {
      await drs.stopReplication(step.target!);
    } catch (error) {
      return refusal(error);
    }
  }
  return {
    status: 'IN_PROGRESS',
    message: `DRS says ${server.reversed?.replication.state}`,
  };
}
