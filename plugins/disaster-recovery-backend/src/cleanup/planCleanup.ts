import { createHash } from 'node:crypto';
import type {
  CleanupPlan,
  CleanupStep,
} from '@internal/plugin-disaster-recovery-common';
import type { CleanupFacts } from './cleanupFacts';
import { cleanupLines } from './cleanupLines';

function obstacles(facts: CleanupFacts): string[] {
  const stopped = facts.servers.flatMap(({ hostname, failback }) =>
    failback && failback.ec2State !== 'running'
      ? [
          `The failback instance ${failback.instanceId}${
            hostname ? ` (${hostname})` : ''
          } is ${
            failback.ec2State ?? 'unknown to EC2'
          }, not running: cleanup would take away the machine that it replaces.`,
        ]
      : [],
  );
  const execution = facts.mirroredPlan?.runningExecutionId;
  return [
    ...(facts.reasonAgainst ? [facts.reasonAgainst] : []),
    ...stopped,
    ...(execution
      ? [
          `Execution ${execution} of the mirrored Recovery Plan ${facts.mirroredPlan?.name} is running.`,
        ]
      : []),
  ];
}

/** Names what a plan would do: the same effects on the same resources have the same id, in whatever order they are found. */
function planIdOf(sessionId: string, steps: CleanupStep[]): string {
  const effects = steps.map(step =>
    [
      step.effect,
      step.resourceType,
      step.accountId,
      step.region,
      step.resourceId,
    ].join(' '),
  );
  return createHash('sha256')
    .update(JSON.stringify([sessionId, ...effects.sort()]))
    .digest('hex');
}

/** What cleanup would do now, in order, what it keeps and why, and what stands against it. Values in, values out. */
export function planCleanup(facts: CleanupFacts, at: Date): CleanupPlan {
  const { session } = facts;
  const lines = cleanupLines(facts);
  const number = (kept: boolean): CleanupStep[] =>
    lines
      .filter(({ effect }) => (effect === 'keep') === kept)
      .map(({ side, optional = false, ...line }, index) => ({
        ...line,
        order: index + 1,
        optional,
        ...(side === 'source'
          ? { accountId: session.sourceAccountId, region: session.sourceRegion }
          : { accountId: session.accountId, region: session.recoveryRegion }),
      }));
  const steps = number(false);
  return {
    sessionId: session.id,
    planId: planIdOf(session.id, steps),
    deleteSourceServers: facts.deleteSourceServers,
    steps,
    kept: number(true),
    blockedBy: obstacles(facts),
    createdAt: at.toISOString(),
  };
}
