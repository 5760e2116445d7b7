import type { ReplicationProgress } from '@internal/plugin-disaster-recovery-common';
import type { DisasterRecoveryConfig } from '../DisasterRecoveryConfig';
import {
  type InstanceSteps,
  isReProtected,
  type OpenTarget,
} from '../replication';

const AGENT_REMEDY =
  'Check that the failback instance runs, that it reaches the DRS endpoint of the recovery region on TCP 443, and that its instance profile has AWSElasticDisasterRecoveryRecoveryInstancePolicy; then re-protect again: it works only on what is not protected.';

function describe(progress: ReplicationProgress | undefined): string {
  if (!progress) {
    return 'Waits for the first look at it';
  }
  const percent =
    progress.percent === undefined ? '' : `, ${progress.percent} percent`;
  return `${progress.dataReplicationState ?? progress.state}${percent}`;
}

function silentAgent({ instance, step }: OpenTarget) {
  return {
    message: `DRS has not heard the agent of ${
      instance.hostname ?? instance.recoveryInstanceId
    } since its replication was turned to the recovery region.`,
    code: 'AGENT_NOT_SEEN',
    service: 'drs',
    operation: 'DescribeSourceServers',
    reason: step.message,
    remedy: AGENT_REMEDY,
    resourceIds: [
      instance.failback?.failbackInstanceId,
      instance.protectingSourceServerId,
    ].filter(id => id !== undefined),
    at: new Date().toISOString(),
  };
}

/**
 * Takes from the watcher how far each instance is with its protection.
 *
 * @returns whether the step of some instance has ended
 */
export async function followProtection(
  config: DisasterRecoveryConfig,
  steps: InstanceSteps,
): Promise<boolean> {
  let hasEnded = false;
  for (const target of steps.open) {
    const { reProtection } = target.instance;
    // The watcher shows a stall as a beginning while the agent may still be on its way; it may not be for ever.
    const isSilent =
      reProtection?.dataReplicationState === 'STALLED' &&
      steps.isLate(target, config.agents.stepTimeoutMs);
    if (isReProtected(target.instance)) {
      await steps.succeed(target, 'Protected', {});
      hasEnded = true;
    } else if (reProtection?.state === 'ERROR' && reProtection.error) {
      await steps.fail(target, reProtection.error);
      hasEnded = true;
    } else if (isSilent) {
      await steps.fail(target, silentAgent(target));
      hasEnded = true;
    } else {
      await steps.wait(target, describe(reProtection));
    }
  }
  return hasEnded;
}
