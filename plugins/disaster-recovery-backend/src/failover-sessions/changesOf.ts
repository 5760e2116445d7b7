import { isDeepStrictEqual } from 'node:util';
import type { InstancePatch, NewInstance } from './types';

/** What a patch changes of an instance as it is known. */
export function changesOf(
  known: Partial<NewInstance>,
  patch: InstancePatch,
): InstancePatch {
  const before = known as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(patch).filter(
      ([field, value]) => !isDeepStrictEqual(before[field], value),
    ),
  );
}

/** Whether it is news to a reader. That an agent has been heard of again is said at each look, and is none by itself. */
export function isNews(changes: InstancePatch): boolean {
  return Object.keys(changes).some(field => field !== 'agentLastSeenAt');
}
