import type { FailoverSession } from '@internal/plugin-disaster-recovery-common';

/** The recovery instance that stands in for an original machine. */
export function idOf(session: FailoverSession, originInstanceId: string) {
  return session.instances.find(
    instance => instance.originInstanceId === originInstanceId,
  )!.recoveryInstanceId;
}
