import type { FailoverSessionSummary } from '@internal/plugin-disaster-recovery-common';

/** The end of a session's address that leads to what needs attention: the operation that failed, or the page itself. */
export function attentionTab(session: FailoverSessionSummary): string {
  const failedAsAWhole =
    session.lastError !== undefined && session.failedInstanceCount === 0;
  return failedAsAWhole ? '/operations' : '';
}
