import { Call } from '../Call';
import { invalidToken } from './errors';

/** A page of DRS items: `maxResults` is honored, and has a modest default. */
export function pageOf<Item>(
  call: Call,
  input: { maxResults?: number; nextToken?: string; filters?: unknown },
  items: Item[],
  idOf: (item: Item) => string,
): { items: Item[]; nextToken?: string } {
  return call.page(items, idOf, {
    token: input.nextToken,
    size: input.maxResults ?? call.world.settings.drsPageSize,
    query: input.filters,
    invalidToken,
  });
}
