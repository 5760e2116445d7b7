import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks until the answer is truthy, but not for ever.
 *
 * @param ask - called again and again; an error ends the wait
 * @returns the last answer, truthy or not
 */
export async function waitUntil(ask, seconds, every = 50) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer || Date.now() > deadline) {
      return answer;
    }
    await delay(every);
  }
}

/**
 * Asks until the answer is truthy, and gives it back.
 *
 * @param ask - called again and again; an answer that is not truthy means "not yet", an error ends the wait
 * @param options - `seconds` to wait at most, `every` milliseconds between questions, `what` is named in the error
 */
export async function waitFor(ask, { seconds, every, what }) {
  const answer = await waitUntil(ask, seconds, every);
  if (!answer) {
    throw new Error(`${what} was not there after ${seconds} seconds`);
  }
  return answer;
}
