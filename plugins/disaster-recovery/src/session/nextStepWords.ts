import type { FailoverSessionSummary } from '@internal/plugin-disaster-recovery-common';
import { etaWords } from '../format';
import type { Words } from '../useWords';
import { countToRetry, nextStep } from './nextStep';

/** What comes next for a session, in a few words: what its button says, or what is waited for. */
export function nextStepWords(
  session: FailoverSessionSummary,
  now: number,
  t: Words,
): string {
  const next = nextStep(session);
  if (next.kind === 'done') {
    return t('session.next.done');
  }
  if (next.kind === 'wait') {
    const eta = etaWords(next.until, now, t);
    return eta
      ? t('session.next.waitEta', { eta })
      : t(`session.wait.${next.reason}` as 'session.wait.cleanup');
  }
  if (next.action === 'install-agents' && !next.isRetry) {
    return t('session.next.prepare');
  }
  const count = countToRetry(session, next.action);
  if (next.isRetry && count > 0) {
    return t(
      `session.retryCount.${next.action}` as 'session.retryCount.cleanup',
      { count },
    );
  }
  return t(`session.action.${next.action}` as 'session.action.cleanup');
}
