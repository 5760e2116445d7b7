import type { ReplicationProgress } from '@internal/plugin-disaster-recovery-common';

const COPYING = ['INITIAL_SYNC', 'CONTINUOUS'];
/** To what a percent is rounded down: what is expected a little late is seen to have ended, and not to be about to. */
const GRAIN_PERCENT = 0.1;

function percentAt(
  progress: ReplicationProgress | undefined,
): { percent: number; at: number } | undefined {
  const { state, percent, observedAt } = progress ?? {};
  return state && COPYING.includes(state) && percent !== undefined && observedAt
    ? { percent, at: Date.parse(observedAt) }
    : undefined;
}

/**
 * When a machine's disks are copied, or compared, if that goes on as it went between two looks.
 *
 * @remarks
 * DRS's own estimate is not gone by: it has none while the last blocks are compared, and it tells when people may expect an
 * end, and not when it is worth to ask.
 *
 * @returns nothing where nothing moved, or where one look saw copying and the other one comparing
 */
export function expectedEnd(
  before: ReplicationProgress | undefined,
  after: ReplicationProgress | undefined,
): Date | undefined {
  const [from, to] = [percentAt(before), percentAt(after)];
  const isSameWork =
    before?.sourceServerId === after?.sourceServerId &&
    (before?.rescannedBytes === undefined) ===
      (after?.rescannedBytes === undefined);
  if (!from || !to || !isSameWork) {
    return undefined;
  }
  const percents = to.percent - from.percent;
  const ms = to.at - from.at;
  return percents > 0 && ms > 0
    ? new Date(to.at + ((100 - to.percent + GRAIN_PERCENT) * ms) / percents)
    : undefined;
}
