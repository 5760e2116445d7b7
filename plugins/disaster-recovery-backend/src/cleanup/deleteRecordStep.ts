import type { Drs } from '../aws';
import type { OperationStep } from '@internal/plugin-disaster-recovery-common';
import type { CleanupFacts } from './cleanupFacts';
import type { StepOutcome } from './cleanupSteps';
import { reasonAgainstRecordDeletion } from './destructionGuard';
import { refusal } from './refusal';

/** Makes DRS forget a failback instance; the machine stays. Done when DRS has its record no more. */
export async function deleteRecordStep(
  drs: Drs,
  step: OperationStep,
  facts: CleanupFacts,
): Promise<StepOutcome> {
  const id = step.target!;
  const server = facts.servers.find(
    ({ failback }) => failback?.instanceId === id,
  );
  if (!server?.failback?.record) {
    return { status: 'SUCCEEDED' };
  }
  const against = reasonAgainstRecordDeletion(id, facts);
  if (against) {
    return { status: 'FAILED', message: against };
  }
  try {
    await drs.deleteRecoveryInstance(id);
  } catch (error) {
    return refusal(error);
  }
  return { status: 'IN_PROGRESS', message: 'DRS was asked to forget it' };
}
