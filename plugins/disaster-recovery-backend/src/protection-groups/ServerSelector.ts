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
}

/** Whether a server comes from where the servers of a group do. */
export function comesFrom(server: SourceServer, place: GroupPlace): boolean {
  return (
    (server.originRegion ?? place.sourceRegion) === place.sourceRegion &&
    (server.originAccountId ?? place.sourceAccountId) === place.sourceAccountId
  );
}
