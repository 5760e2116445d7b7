import { setTimeout as delay } from 'node:timers/promises';
import { perLine } from './callLines';

/** How long a reading waits for others who want something of the same: nothing beside a call to AWS. Milliseconds. */
const GATHERED_MS = 10;

/** A reading that has not begun, and what is wanted of it. */
interface Next<Want, T> {
  wants: Want[];
  answer: Promise<T[]>;
}

/**
 * Makes one reading of those that are asked for at the same time, or while one is under way: hundreds of sessions that look
 * for their machines among all of a region cost it the pages of two readings at a time. Nothing is remembered: each gets
 * what was read after it had asked.
 *
 * @param read - goes through everything, and gives what somebody wants; whoever waits gets its error
 * @param isWanted - whether something that was found is for somebody
 */
export function shareReading<Want, T>(
  read: (wants: Want[]) => Promise<T[]>,
  isWanted: (want: Want, found: T) => boolean,
): (want: Want) => Promise<T[]> {
  const createReader = () => {
    let underWay: Promise<unknown> = Promise.resolve();
    let next: Next<Want, T> | undefined;
    const begin = (): Next<Want, T> => {
      const wants: Want[] = [];
      const answer = Promise.allSettled([underWay, delay(GATHERED_MS)]).then(
        () => {
          next = undefined;
          const reading = read(wants);
          underWay = reading;
          return reading;
        },
      );
      return { wants, answer };
    };
    return (want: Want) => {
      next ??= begin();
      next.wants.push(want);
      return next.answer;
    };
  };
  const currentReader = perLine(createReader);
  return async want => {
    const found = await currentReader()(want);
    return found.filter(one => isWanted(want, one));
  };
}
