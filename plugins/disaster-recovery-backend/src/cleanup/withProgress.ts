import type {
  CleanupPlan,
  OperationStep,
} from '@internal/plugin-disaster-recovery-common';
import { toOperationStep } from './cleanupSteps';

/** A plan of what is left, with how far the last attempt came with each line of it. */
export function withProgress(
  plan: CleanupPlan,
  steps: OperationStep[],
): CleanupPlan {
  const known = new Map(
    steps.map(step => [`${step.name} ${step.target}`, step]),
  );
  return {
    ...plan,
    steps: plan.steps.map(line => {
      const { name, target } = toOperationStep(line);
      const step = known.get(`${name} ${target}`);
      return step
        ? {
            ...line,
            status: step.status,
            ...(step.message !== undefined && { message: step.message }),
          }
        : line;
    }),
  };
}
