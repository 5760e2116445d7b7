import type { FailoverSessionSummary } from '@internal/plugin-disaster-recovery-common';
import type { Tone } from '../components/Status';
import type { Words } from '../useWords';

/** What goes behind a session's status: how far it is, or how much of it failed; and a warning's tone when it did. */
export function sessionStatusDetail(
  session: FailoverSessionSummary,
  t: Words,
): { detail?: string; tone?: Tone } {
  const { failedInstanceCount, instanceCount, status, replication } = session;
  if (failedInstanceCount > 0) {
    return {
      tone: 'warning',
      detail: t('session.status.failed', {
        failed: failedInstanceCount,
        total: instanceCount,
      }),
    };
  }
  if (session.lastError) {
    return { tone: 'warning' };
  }
  if (status === 'REVERSE_REPLICATING' && replication.percent !== undefined) {
    return {
      detail: t('common.progress.percent', {
        percent: Math.floor(replication.percent),
      }),
    };
  }
  return {};
}
