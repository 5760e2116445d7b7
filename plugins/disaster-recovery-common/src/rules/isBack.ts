import type { SessionInstance } from '../schemas';

/**
 * Whether the failback has launched an instance in the source region. It is not launched again, and nothing that would make it
 * ready for that is done to it any more: unless it ends before the failback is complete, which takes its launch back.
 */
export function isBack({
  failback,
}: {
  failback?: Pick<NonNullable<SessionInstance['failback']>, 'status'>;
}): boolean {
  return failback?.status === 'LAUNCHED';
}
