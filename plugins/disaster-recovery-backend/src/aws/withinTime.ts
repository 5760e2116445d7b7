/**
 * Does something that has to be over within a time: the signal aborts it then.
 *
 * @remarks
 * Not `AbortSignal.timeout`, which is kept with its listeners until its time has passed: some generations of the SDK leave
 * theirs on it, and every answer would stay in memory for as long as a call may take.
 *
 * @param limitMs - how long it may take. Milliseconds
 */
export async function withinTime<T>(
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(
    () =>
      controller.abort(
        new DOMException(
          `There was no answer within ${limitMs / 1000} s`,
          'TimeoutError',
        ),
      ),
    limitMs,
  );
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
