import { say } from '../steps.mjs';

const SECOND = 1000;

function words(ms) {
  const seconds = Math.round(ms / SECOND);
  if (seconds < 120) {
    return `${seconds} s`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 120
    ? `${minutes} min`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * Tells the walkthrough as it goes on: what is done, what came of it, and how long that takes in AWS's time.
 *
 * @param now - gives the simulated time, in milliseconds
 */
export function storyteller(now) {
  let chapter = 0;
  let began;
  return {
    async chapter(title, work) {
      chapter += 1;
      const from = await now();
      began ??= from;
      say(`\n${chapter}. ${title}`);
      const result = await work();
      say(`   done in ${words((await now()) - from)} of AWS's time`);
      return result;
    },
    line(text) {
      say(`   ${text}`);
    },
    async end() {
      return words((await now()) - began);
    },
  };
}
