import { ConflictError } from '@backstage/errors';
import type { PlanFinding } from '@internal/plugin-disaster-recovery-common';
import { type GuardedInstance, nameInstance } from './LaunchGuards';

/** @throws ConflictError that says everything that stands against a run */
export function refuseErrors(planName: string, findings: PlanFinding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new ConflictError(
      `"${planName}" cannot be run: ${errors
        .map(({ message, remedy }) =>
          remedy ? `${message} (${remedy})` : message,
        )
        .join('. ')}`,
    );
  }
}

/** @throws ConflictError that names the live instances that the run destroys and nobody has accepted to lose */
export function refuseLosses(
  planName: string,
  destroys: GuardedInstance[],
  accepted: string[] = [],
  remedy = 'Name them in acceptDestroyed to accept that.',
): void {
  const lost = destroys.filter(
    instance => !accepted.includes(instance.recoveryInstanceId),
  );
  if (lost.length > 0) {
    throw new ConflictError(
      `Running "${planName}" makes DRS terminate ${lost
        .map(nameInstance)
        .join(', ')}. ${remedy}`,
    );
  }
}

/** Whether the database refused a server that another active execution has. */
export function isTakenError(error: unknown): boolean {
  return (
    (error as { constraint?: unknown } | undefined)?.constraint ===
    'execution_servers_one_active'
  );
}
