const POLL_MS = 250;
const PATIENCE_MS = 5 * 60_000;

/**
 * Asks until the answer satisfies, and tells each new word about how far it is.
 *
 * @param options - `ask`; `done`, whether an answer satisfies; `failed`, why it never will; `tell`, a line worth printing;
 *   `story`, which hears the lines, and may have a `patienceMs` and a `pollMs` of its own
 */
export async function waitUntil({ what, ask, done, failed, tell, story }) {
  const { patienceMs = PATIENCE_MS, pollMs = POLL_MS } = story;
  const deadline = Date.now() + patienceMs;
  let told;
  for (;;) {
    const answer = await ask();
    const line = tell?.(answer);
    if (line && line !== told) {
      story.line(line);
      told = line;
    }
    const reason = failed?.(answer);
    if (reason) {
      throw new Error(`${what} failed: ${reason}`);
    }
    if (done(answer)) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what} did not come in ${patienceMs / 60_000} min`);
    }
    await new Promise(resolve => setTimeout(resolve, pollMs));
  }
}
