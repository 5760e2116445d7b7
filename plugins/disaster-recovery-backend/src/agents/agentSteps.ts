import type {
  AgentProgress,
  AgentStepName,
  OperationStep,
} from '@internal/plugin-disaster-recovery-common';

/** The steps in their order, in words, with the seconds that each usually takes. */
export const AGENT_STEPS: {
  name: AgentStepName;
  title: string;
  usualSeconds: number;
}[] = [
  { name: 'CHECK_SSM', title: 'Check that SSM reaches it', usualSeconds: 5 },
  {
    name: 'UNINSTALL_AGENT',
    title: 'Uninstall the agent it was launched with',
    usualSeconds: 60,
  },
  { name: 'REBOOT', title: 'Ask EC2 to reboot it', usualSeconds: 5 },
  {
    name: 'WAIT_FOR_SSM',
    title: 'Wait until it is back from the reboot',
    usualSeconds: 180,
  },
  {
    name: 'INSTALL_AGENT',
    title: 'Install the agent for the way back',
    usualSeconds: 420,
  },
  {
    name: 'VERIFY_SOURCE_SERVER',
    title: 'Find its new source server in the source region',
    usualSeconds: 30,
  },
];

function indexOf(name: AgentStepName): number {
  return AGENT_STEPS.findIndex(step => step.name === name);
}

/** What usually remains, from the beginning of a step on. */
export function usualSecondsFrom(name: AgentStepName): number {
  return AGENT_STEPS.slice(indexOf(name)).reduce(
    (seconds, step) => seconds + step.usualSeconds,
    0,
  );
}

/** The progress of an instance whose work begins, or begins again. */
export function beginProgress(
  recoveryInstanceId: string,
  before: AgentProgress,
  now: Date,
): AgentProgress {
  return {
    status: 'IN_PROGRESS',
    step: 'CHECK_SSM',
    attempt: before.attempt + 1,
    steps: AGENT_STEPS.map(({ name, title }) => ({
      id: `${recoveryInstanceId}/${name}`,
      target: recoveryInstanceId,
      name,
      title,
      status: 'NOT_STARTED',
    })),
    expectedSeconds: usualSecondsFrom('CHECK_SSM'),
    updatedAt: now.toISOString(),
  };
}

/** The progress with one step changed; the times of its begin and end are added. */
export function changeStep(
  progress: AgentProgress,
  name: AgentStepName,
  change: Partial<OperationStep>,
  now: Date,
): AgentProgress {
  const at = now.toISOString();
  const status = change.status;
  return {
    ...progress,
    updatedAt: at,
    steps: progress.steps.map(step => {
      if (step.name !== name) {
        return step;
      }
      const begins = status !== undefined && status !== 'NOT_STARTED';
      const ends =
        status === 'SUCCEEDED' || status === 'FAILED' || status === 'SKIPPED';
      return {
        ...step,
        ...(begins && { startedAt: step.startedAt ?? at }),
        ...(ends && { endedAt: at }),
        ...change,
      };
    }),
  };
}
