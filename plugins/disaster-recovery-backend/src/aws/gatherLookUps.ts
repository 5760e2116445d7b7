import DataLoader from 'dataloader';
import { perLine } from './callLines';

/** How long a look-up waits for others: nothing beside a call to AWS. Milliseconds. */
const GATHERED_MS = 10;

/**
 * Makes one of the look-ups by id that begin within a moment of each other: what the groups of a plan, or many sessions,
 * ask of the same region at the same time costs it one call. Nothing is remembered: each asks AWS after it has begun.
 *
 * @param find - asks for distinct ids; what is not there is left out of its answer. Whoever waits gets its error
 * @param idOf - what an answer was looked up by
 */
export function gatherLookUps<T>(
  find: (ids: string[]) => Promise<T[]>,
  idOf: (found: T) => string,
): (ids: string[]) => Promise<T[]> {
  const createLoader = () =>
    new DataLoader<string, T | undefined>(
      async ids => {
        const found = await find([...new Set(ids)]);
        const byId = new Map(found.map(one => [idOf(one), one]));
        return ids.map(id => byId.get(id));
      },
      {
        cache: false,
        batchScheduleFn: dispatch => setTimeout(dispatch, GATHERED_MS),
      },
    );
  const currentLoader = perLine(createLoader);
  return async ids => {
    const loader = currentLoader();
    const found = await Promise.all(
      [...new Set(ids)].map(id => loader.load(id)),
    );
    return found.filter(one => one !== undefined);
  };
}
