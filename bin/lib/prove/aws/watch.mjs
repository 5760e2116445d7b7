import { setTimeout as delay } from 'node:timers/promises';
import { Broken } from './Broken.mjs';

/** How long something may be in the way, told to whoever looks, before the operator sees to it. */
const PATIENCE_MS = 8_000;
/** How long nothing may change and nothing may be told. The portal gives AWS half a minute to answer a call, five times. */
const SILENT_MS = 200_000;
/** How long one step of a life may take in all. */
const LONG_MS = 420_000;

/**
 * Waits as an operator does who looks at the page: until it is done or has failed, seeing to what is told to be in the way.
 *
 * @param options - `what` is waited for; `lookMs`, how often it is looked at; `ask`, the page; `state`, of an answer: `done`, `failed` (why), `trouble` (what is in the
 *   way), `sign` (changes as long as something goes on); `see`, called with each answer; `tend`, called with trouble that stays
 * @returns `{ answer }` when it is done, `{ answer, failed }` when it has failed
 */
export async function watch({ what, lookMs, ask, state, see, tend }) {
  const begun = Date.now();
  let moved = begun;
  let sign;
  let troubledSince;
  for (;;) {
    const answer = await ask();
    const now = Date.now();
    await see?.(answer);
    const seen = state(answer);
    if (seen.done || seen.failed) {
      return { answer, failed: seen.failed };
    }
    if (seen.sign !== sign) {
      ({ sign } = seen);
      moved = now;
    }
    troubledSince = seen.trouble ? troubledSince ?? now : undefined;
    if (troubledSince && now - troubledSince > PATIENCE_MS) {
      await tend(seen.trouble, answer);
      troubledSince = now;
      moved = now;
    }
    if (now - moved > SILENT_MS) {
      throw new Broken(
        `${what} fell silent: nothing changed, and nothing was told, for ${
          SILENT_MS / 1000
        } s; last ${seen.sign}`,
      );
    }
    if (now - begun > LONG_MS) {
      throw new Broken(
        `${what} had no end within ${LONG_MS / 1000} s; last ${seen.sign}${
          seen.trouble ? `, in the way: ${seen.trouble}` : ''
        }`,
      );
    }
    await delay(lookMs);
  }
}
