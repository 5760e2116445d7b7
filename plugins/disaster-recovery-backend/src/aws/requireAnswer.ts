/**
 * Takes a member of an answer that AWS always gives and its model calls optional.
 *
 * @throws Error when it is missing, in which case nothing is known of the call
 */
export function requireAnswer<T>(member: T | undefined, operation: string): T {
  if (member === undefined) {
    throw new Error(`AWS answered ${operation} without its result`);
  }
  return member;
}
