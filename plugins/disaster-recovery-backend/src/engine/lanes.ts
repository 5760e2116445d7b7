import type { Lane, Reconciler } from './types';

/** What goes before what, in the queue. */
const PRIORITY: Record<Lane, number> = { launch: 2, look: 1, long: 0 };

/** Slots beside the usual ones that take only what goes before something long, or only launches. */
const KEPT_FREE: Record<Exclude<Lane, 'long'>, number> = { look: 2, launch: 2 };

/** How soon a thing is run, among all that wait; things of kinds that are not known here are looks. */
export function priorityOf(reconciler: Reconciler | undefined): number {
  return PRIORITY[reconciler?.lane ?? 'look'];
}

/**
 * The slots of one replica: as many as are configured for whatever comes, and a few that something long never takes. What is
 * long waits for AWS most of the time, so these cost next to nothing.
 */
export function slotsOf(
  concurrency: number,
): { localConcurrency: number; minPriority?: number }[] {
  return [
    { localConcurrency: concurrency },
    ...(['look', 'launch'] as const).map(lane => ({
      localConcurrency: KEPT_FREE[lane],
      minPriority: PRIORITY[lane],
    })),
  ];
}
