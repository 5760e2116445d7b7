import type { Knex } from 'knex';
import type { GroupPlace, ServerSelector } from './ServerSelector';
import type { ServerRetention } from './types';

/** Servers that stay in their group although DRS knows them no more: somebody still needs what the group knows of them. */
export class RetainedServers {
  readonly #database: Knex;
  readonly #selector: ServerSelector;
  readonly #retentions: ServerRetention[] = [];

  constructor(options: { database: Knex; selector: ServerSelector }) {
    this.#database = options.database;
    this.#selector = options.selector;
  }

  add(retention: ServerRetention): void {
    this.#retentions.push(retention);
  }

  /**
   * Those among the servers that a group has, but for those that were found for it now. One that DRS knows was left out, or has
   * other tags now, and leaves the group.
   *
   * @throws AwsOperationError
   */
  async among(
    place: GroupPlace,
    held: string[],
    found: { id: string }[],
  ): Promise<string[]> {
    const chosen = new Set(found.map(server => server.id));
    const lost = held.filter(id => !chosen.has(id));
    if (lost.length === 0) {
      return [];
    }
    const needed = (
      await Promise.all(
        this.#retentions.map(retain => retain(place, lost, this.#database)),
      )
    ).flat();
    if (needed.length === 0) {
      return [];
    }
    const known = await this.#selector.find(place, {
      by: 'ids',
      sourceServerIds: needed,
    });
    return needed.filter(id => !known.some(server => server.id === id));
  }
}
