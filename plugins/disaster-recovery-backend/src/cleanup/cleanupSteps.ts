import type {
  CleanupStep,
  OperationStep,
} from '@internal/plugin-disaster-recovery-common';

/** The steps of a cleanup, in the order in which they are done: none begins before those before it are through. */
export const CLEANUP_PHASES = [
  'STOP_REPLICATION',
  'TERMINATE_RECOVERY_INSTANCE',
  'TERMINATE_DRILL_INSTANCE',
  'DELETE_RECOVERY_PLAN',
  'DELETE_PROTECTION_GROUP',
  'DELETE_FAILBACK_RECORD',
  'DELETE_REVERSED_SOURCE_SERVER',
  'DELETE_SOURCE_SERVER',
] as const;

/** One kind of step. */
export type CleanupPhase = (typeof CLEANUP_PHASES)[number];

const PHASES: Record<string, { phase: CleanupPhase; title: string }> = {
  'stop-replication reversed-source-server': {
    phase: 'STOP_REPLICATION',
    title: 'Stop the replication back',
  },
  'terminate recovery-instance': {
    phase: 'TERMINATE_RECOVERY_INSTANCE',
    title: 'Terminate the recovery instance',
  },
  'terminate drill-instance': {
    phase: 'TERMINATE_DRILL_INSTANCE',
    title: 'Terminate the drill instance',
  },
  'delete recovery-plan': {
    phase: 'DELETE_RECOVERY_PLAN',
    title: 'Delete the mirrored Recovery Plan',
  },
  'delete protection-group': {
    phase: 'DELETE_PROTECTION_GROUP',
    title: 'Delete the mirrored Protection Group',
  },
  'delete-record failback-instance-record': {
    phase: 'DELETE_FAILBACK_RECORD',
    title: 'Delete the record of the failback instance from DRS',
  },
  'delete reversed-source-server': {
    phase: 'DELETE_REVERSED_SOURCE_SERVER',
    title: 'Delete the reversed source server from DRS',
  },
  'delete source-server': {
    phase: 'DELETE_SOURCE_SERVER',
    title: 'Delete the source server from DRS',
  },
};

/** The step of an operation that does a line of a cleanup plan. */
export function toOperationStep(step: CleanupStep) {
  const known = PHASES[`${step.effect} ${step.resourceType}`];
  if (!known) {
    throw new Error(
      `Cleanup has no step that does ${step.effect} to a ${step.resourceType}`,
    );
  }
  return {
    name: known.phase,
    title: known.title,
    target: step.resourceId,
    targetName: step.name,
  };
}

/** The first phase with steps that are not through, and those steps; none when all are. */
export function openPhase(
  steps: OperationStep[],
): { phase: CleanupPhase; steps: OperationStep[] } | undefined {
  for (const phase of CLEANUP_PHASES) {
    const open = steps.filter(
      ({ name, status }) =>
        name === phase && status !== 'SUCCEEDED' && status !== 'SKIPPED',
    );
    if (open.length > 0) {
      return { phase, steps: open };
    }
  }
  return undefined;
}

/** What one look at one step came to. */
export interface StepOutcome {
  status: 'SUCCEEDED' | 'IN_PROGRESS' | 'FAILED';
  message?: string;
  error?: OperationStep['error'];
  awsRequestId?: string;
}
