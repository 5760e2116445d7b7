import type { ReplicationSummary } from '@internal/plugin-disaster-recovery-common';
import { durationWords, formatBytes } from '../format';
import type { Words } from '../useWords';
import { lossOf } from './lossOf';

/** What would be lost by failing back now, in a sentence. */
export function lossWords(replication: ReplicationSummary, t: Words): string {
  const loss = lossOf(replication);
  if (loss.kind !== 'some') {
    return t(`session.loss.${loss.kind}`);
  }
  const values = {
    duration: durationWords(loss.lagSeconds, t),
    bytes: formatBytes(loss.backlogBytes),
  };
  return loss.worst
    ? t('session.loss.someWorst', { ...values, worst: loss.worst })
    : t('session.loss.some', values);
}
