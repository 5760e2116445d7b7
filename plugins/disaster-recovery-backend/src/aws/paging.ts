import { chunks } from '../chunks';

/** One page of an answer, and where the next one begins. */
export interface AwsPage<T> {
  items: T[] | undefined;
  nextToken: string | undefined;
}

/**
 * Reads pages one after the other until there are no more.
 *
 * @throws Error when a page points at itself, which would never end
 */
export async function* eachPage<T>(
  read: (nextToken: string | undefined) => Promise<AwsPage<T>>,
): AsyncGenerator<T[]> {
  let token: string | undefined;
  for (;;) {
    const page = await read(token);
    yield page.items ?? [];
    if (!page.nextToken) {
      return;
    }
    if (page.nextToken === token) {
      throw new Error('AWS answered with a page that follows itself');
    }
    token = page.nextToken;
  }
}

/** Everything of all pages. */
export async function allPages<T>(
  read: (nextToken: string | undefined) => Promise<AwsPage<T>>,
): Promise<T[]> {
  const all: T[] = [];
  for await (const items of eachPage(read)) {
    all.push(...items);
  }
  return all;
}

/**
 * Asks for many ids in batches that AWS takes, side by side; the order of the batches is kept. No ids, no call: to AWS an
 * empty filter would mean everything.
 */
export async function inBatches<T>(
  ids: string[],
  size: number,
  read: (batch: string[]) => Promise<T[]>,
): Promise<T[]> {
  const batches = chunks([...new Set(ids)], size);
  return (await Promise.all(batches.map(read))).flat();
}
