import type { CleanupPlan } from '@internal/plugin-disaster-recovery-common';
import { ConflictError } from '@backstage/errors';
import type { OperationRecord } from '../failover-sessions';
import { toOperationStep } from './cleanupSteps';

/**
 * Whether what a plan would do was confirmed: by its own id, or, when an attempt is repeated with the id that it was
 * begun with, because that attempt had all of it among its steps.
 *
 * @param earlier - the cleanup operations of the session
 */
export function isConfirmed(
  plan: CleanupPlan,
  planId: string,
  earlier: Pick<OperationRecord, 'id' | 'request' | 'steps'>[],
): boolean {
  if (plan.planId === planId) {
    return true;
  }
  const confirmed = new Set(
    earlier
      .filter(({ request }) => request.planId === planId)
      .flatMap(({ steps }) =>
        steps.map(({ name, target }) => `${name} ${target}`),
      ),
  );
  return (
    confirmed.size > 0 &&
    plan.steps.every(step => {
      const { name, target } = toOperationStep(step);
      return confirmed.has(`${name} ${target}`);
    })
  );
}

/** What is said when the world is no longer as it was confirmed. The new plan comes with it. */
export function planChanged(plan: CleanupPlan): ConflictError {
  return Object.assign(
    new ConflictError(
      `What cleanup would do is not what was confirmed: the session's resources have changed since. Read its cleanup plan again; the plan's id is now ${plan.planId}.`,
    ),
    { cleanupPlan: plan },
  );
}
