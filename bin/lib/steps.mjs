import { setInterval, clearInterval } from 'node:timers';

const say = line => process.stdout.write(`${line}\n`);

function elapsed(since) {
  const seconds = (Date.now() - since) / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  return seconds < 120
    ? `${Math.round(seconds)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Does a piece of work, and tells the person who waits: what begins, that it still goes on, how long it took.
 *
 * @param title - what is being done, as "Installing packages"
 * @param work - gets a function that adds a remark to the last line
 * @param options - `speaks`: the work has something to say itself, so that nobody wonders whether it goes on
 */
export async function step(title, work, { speaks = false } = {}) {
  const start = Date.now();
  say(`… ${title}`);
  const reminder = setInterval(
    () => speaks || say(`  still at it: ${title} (${elapsed(start)})`),
    15_000,
  );
  let remark;
  try {
    const result = await work(text => {
      remark = text;
    });
    say(`✓ ${title}: ${remark ? `${remark}, ` : ''}${elapsed(start)}`);
    return result;
  } catch (error) {
    say(`✗ ${title}: failed after ${elapsed(start)}`);
    throw error;
  } finally {
    clearInterval(reminder);
  }
}

export { say };
