import type { OperationStep } from '@internal/plugin-disaster-recovery-common';

/** The steps of one target of an operation. */
export interface StepGroup {
  target?: string;
  name?: string;
  steps: OperationStep[];
}

/** Steps by what they work on; targets with a failed step come first, then those at work. */
export function groupSteps(steps: readonly OperationStep[]): StepGroup[] {
  const groups = new Map<string, StepGroup>();
  for (const step of steps) {
    const key = step.target ?? '';
    const group = groups.get(key) ?? {
      target: step.target,
      name: step.targetName ?? step.target,
      steps: [],
    };
    group.steps.push(step);
    groups.set(key, group);
  }
  const urgency = (group: StepGroup) => {
    if (group.steps.some(step => step.status === 'FAILED')) {
      return 0;
    }
    return group.steps.some(step => step.status === 'IN_PROGRESS') ? 1 : 2;
  };
  return [...groups.values()].sort((a, b) => urgency(a) - urgency(b));
}
