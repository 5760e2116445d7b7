export interface UntilOptions {
  /** How long to go on asking. A minute unless given: machines may be busy. */
  timeoutMs?: number;
  everyMs?: number;
  /** What is waited for, for the message of a failure. */
  what?: string;
}

/**
 * Asks again and again, until the answer is something; what it then answers. Errors of the probe count as no answer yet.
 *
 * @throws Error with what was last seen, when time is up
 */
export async function until<T>(
  probe: () => Promise<T | undefined | false>,
  options: UntilOptions = {},
): Promise<T> {
  const {
    timeoutMs = 60_000,
    everyMs = 50,
    what = 'what was waited for',
  } = options;
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await probe();
      if (answer !== undefined && answer !== false) {
        return answer;
      }
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what} did not come; last: ${String(last)}`, {
        cause: last,
      });
    }
    await new Promise(resolve => {
      setTimeout(resolve, everyMs);
    });
  }
}
