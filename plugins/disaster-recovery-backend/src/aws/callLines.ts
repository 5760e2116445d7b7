import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * In which line the calls of some work wait for their turn: `urgent`, what a disaster waits for; `watch`, looks at how
 * everything replicates; `work`, everything else.
 */
export type CallLine = 'urgent' | 'watch' | 'work';

const line = new AsyncLocalStorage<CallLine>();

/** Lets the calls to AWS that some work makes go ahead of all others: launches must not wait behind polls. */
export function urgently<T>(work: () => Promise<T>): Promise<T> {
  return line.run('urgent', work);
}

/** Lets the calls of a look wait among themselves: behind thousands of others, what it shows would be minutes old. */
export function whileWatching<T>(look: () => Promise<T>): Promise<T> {
  return line.run('watch', look);
}

/** In which line the present work waits. */
export function currentLine(): CallLine {
  return line.getStore() ?? 'work';
}

/**
 * One of something for each line: what is asked for in one call goes out with it, and must not wait in the line of others.
 *
 * @returns gives the one of the present work
 */
export function perLine<T>(create: () => T): () => T {
  const lines: Record<CallLine, T> = {
    urgent: create(),
    watch: create(),
    work: create(),
  };
  return () => lines[currentLine()];
}
