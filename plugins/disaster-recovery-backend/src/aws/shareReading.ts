import { setTimeout as delay } from 'node:timers/promises';
import { isUrgent } from './urgency';

/** How long a reading waits for others who want the same: nothing beside a call to AWS. Milliseconds. */
const GATHERED_MS = 10;

/**
 * Makes one reading of those that are asked for at the same time, or while one is under way: hundreds of sessions that look
 * for their machines among all of a region cost it the pages of two readings at a time. Nothing is remembered: each gets
 * what was read after it had asked.
 *
 * @param read - reads everything; whoever waits gets its error
 */
export function shareReading<T>(read: () => Promise<T[]>): () => Promise<T[]> {
  const createLane = () => {
    let underWay: Promise<unknown> = Promise.resolve();
    let next: Promise<T[]> | undefined;
    return () => {
      next ??= Promise.allSettled([underWay, delay(GATHERED_MS)]).then(() => {
        next = undefined;
        const reading = read();
        underWay = reading;
        return reading;
      });
      return next;
    };
  };
  // A call goes out as urgently as whoever asked first: what is urgent must not wait with what is not.
  const urgent = createLane();
  const patient = createLane();
  return async () => [...(await (isUrgent() ? urgent() : patient()))];
}
