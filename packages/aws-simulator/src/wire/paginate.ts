import { createHash } from 'node:crypto';

/** A page of items, and the token of the next one. */
export type Page<Item> = { items: Item[]; nextToken?: string };

function fingerprint(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('base64url')
    .slice(0, 12);
}

/**
 * Cuts a page out of a list. A token holds the id of the last item given and a
 * fingerprint of the query, so that items which come and go between two pages do not shift
 * the rest, and a token of another query is refused.
 */
export function paginate<Item>(
  items: Item[],
  options: {
    idOf: (item: Item) => string;
    pageSize: number;
    token: string | undefined;
    /** What the token must belong to: operation, filters, account, region. */
    query: unknown;
    invalidToken: () => Error;
  },
): Page<Item> {
  const { idOf, pageSize, token, query, invalidToken } = options;
  let start = 0;
  if (token) {
    const [print, position, ...id] = Buffer.from(token, 'base64url')
      .toString('utf8')
      .split(':');
    if (print !== fingerprint(query) || !/^\d+$/.test(position ?? '')) {
      throw invalidToken();
    }
    const last = items.findIndex(item => idOf(item) === id.join(':'));
    start = last >= 0 ? last + 1 : Number(position);
  }
  const page = items.slice(start, start + pageSize);
  const end = start + page.length;
  return {
    items: page,
    nextToken:
      end < items.length && page.length > 0
        ? Buffer.from(
            [fingerprint(query), end, idOf(page[page.length - 1])].join(':'),
          ).toString('base64url')
        : undefined,
  };
}
