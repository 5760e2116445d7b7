import type { SessionInstance } from '../schemas';

/**
 * Whether the failback has launched an instance in the source region. It is never launched again, whatever became of it
 * since, and nothing that would make it ready for that is done to it any more.
 */
export function isBack({
  failback,
}: {
  failback?: Pick<NonNullable<SessionInstance['failback']>, 'status'>;
}): boolean {
  return failback?.status === 'LAUNCHED';
}
