import { InputError } from '@backstage/errors';
import type {
  AccountRegion,
  ServerSelection,
} from '@internal/plugin-disaster-recovery-common';
import type { Aws, SourceServer } from '../aws';
import { matchesTags } from './matchesTags';

/** Where the servers of a group are, and where they come from. */
export interface GroupPlace extends AccountRegion {
  sourceAccountId: string;
  sourceRegion: string;
}

/** Finds in DRS the servers that a group chooses. */
export class ServerSelector {
  readonly #aws: Aws;

  constructor(aws: Aws) {
    this.#aws = aws;
  }

  /**
   * The servers as DRS has them now. Ids that DRS does not know are missing from the answer. Tags choose among the servers
   * that come from the group's source region: what runs the other way with the same tags is not meant.
   *
   * @throws AwsOperationError
   */
  async find(
    place: GroupPlace,
    selection: ServerSelection,
  ): Promise<SourceServer[]> {
    const { drs } = this.#aws.in(place);
    if (selection.by === 'ids') {
      return drs.listSourceServers({ ids: selection.sourceServerIds });
    }
    const all = await drs.listSourceServers();
    return all.filter(
      server =>
        matchesTags(server.tags, selection.tags) && comesFrom(server, place),
    );
  }

  /**
   * As `find`, for a group that is being saved.
   *
   * @throws InputError when a server is unknown, comes from elsewhere, or when there is none at all
   */
  async findAll(
    place: GroupPlace,
    selection: ServerSelection,
  ): Promise<SourceServer[]> {
    const servers = await this.find(place, selection);
    if (selection.by === 'tags') {
      if (servers.length === 0) {
        throw new InputError(
          `No source server in ${place.region} that comes from ${place.sourceRegion} has these tags`,
        );
      }
      return servers;
    }
    const found = new Set(servers.map(server => server.id));
    const unknown = selection.sourceServerIds.filter(id => !found.has(id));
    if (unknown.length > 0) {
      throw new InputError(
        `DRS in ${place.region} of account ${
          place.accountId
        } does not know these source servers: ${unknown.join(', ')}`,
      );
    }
    const strangers = servers.filter(server => !comesFrom(server, place));
    if (strangers.length > 0) {
      const list = strangers.map(
        server =>
          `${server.hostname ?? server.id} (${server.originRegion}, account ${
            server.originAccountId
          })`,
      );
      throw new InputError(
        `These servers do not come from ${place.sourceRegion} of account ${
          place.sourceAccountId
        }: ${list.join(', ')}`,
      );
    }
    return servers;
  }
}

function comesFrom(server: SourceServer, place: GroupPlace): boolean {
  return (
    (server.originRegion ?? place.sourceRegion) === place.sourceRegion &&
    (server.originAccountId ?? place.sourceAccountId) === place.sourceAccountId
  );
}
