import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ProtectionGroups } from '../protection-groups';

const LONGEST_MS = 30_000;

/**
 * Captures how the original machines run, one last time before they are left.
 *
 * @remarks
 * Never stands in the way of a recovery: a source region that is down may take long to say nothing, and what was captured
 * before is used then.
 */
export async function captureOrigins(
  groups: Pick<ProtectionGroups, 'captureOrigin'>,
  groupIds: string[],
  logger: LoggerService,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<'late'>(resolve => {
    timer = setTimeout(() => resolve('late'), LONGEST_MS);
  });
  const captures = Promise.allSettled(
    groupIds.map(id => groups.captureOrigin(id)),
  );
  const outcome = await Promise.race([captures, limit]);
  clearTimeout(timer);
  if (outcome === 'late') {
    logger.warn(
      'The source region did not answer in time: the recovery goes on with what was captured before',
    );
    return;
  }
  for (const result of outcome) {
    if (result.status === 'rejected') {
      logger.warn('The origin of a group was not captured', result.reason);
    }
  }
}
