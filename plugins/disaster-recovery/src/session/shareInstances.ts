import type { FailoverSession } from '@internal/plugin-disaster-recovery-common';

/**
 * Keeps the objects of instances that have not changed since the last read, so that their rows are not drawn again. By
 * their own time of change: comparing thousands of them field by field would cost more than it saves.
 */
export function shareInstances(
  before: FailoverSession | undefined,
  after: FailoverSession,
): FailoverSession {
  if (!before) {
    return after;
  }
  const known = new Map(
    before.instances.map(one => [one.recoveryInstanceId, one]),
  );
  return {
    ...after,
    instances: after.instances.map(instance => {
      const old = known.get(instance.recoveryInstanceId);
      return old?.updatedAt === instance.updatedAt ? old : instance;
    }),
  };
}
