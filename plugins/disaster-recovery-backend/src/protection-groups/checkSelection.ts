import { InputError } from '@backstage/errors';
import type { ServerSelection } from '@internal/plugin-disaster-recovery-common';
import type { SourceServer } from '../aws';
import { comesFrom, type GroupPlace } from './ServerSelector';

/**
 * Checks what was found for a group that is being saved.
 *
 * @param has - the servers that the group has in this place, and those of them that it keeps although DRS knows them no more
 * @throws InputError when a server is unknown, comes from elsewhere, or when there is none at all
 */
export function checkSelection(
  place: GroupPlace,
  selection: ServerSelection,
  found: SourceServer[],
  has: { held: string[]; kept: string[] },
): void {
  if (selection.by === 'tags') {
    // All that the group has may be gone from DRS; tags that match nothing beside servers that are there are a mistake.
    const keepsAll = has.held.length > 0 && has.kept.length === has.held.length;
    if (found.length === 0 && !keepsAll) {
      throw new InputError(
        `No source server in ${place.region} that comes from ${place.sourceRegion} has these tags`,
      );
    }
    return;
  }
  const known = new Set([...found.map(server => server.id), ...has.kept]);
  const unknown = selection.sourceServerIds.filter(id => !known.has(id));
  if (unknown.length > 0) {
    throw new InputError(
      `DRS in ${place.region} of account ${
        place.accountId
      } does not know these source servers: ${unknown.join(', ')}`,
    );
  }
  const strangers = found.filter(server => !comesFrom(server, place));
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
}
