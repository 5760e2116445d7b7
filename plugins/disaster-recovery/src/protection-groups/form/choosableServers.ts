import type { AvailableSourceServer } from '@internal/plugin-disaster-recovery-common';
import { typedTags, type GroupFields } from './groupFields';

/** A server that the form shows: whether it is in the group, and why it cannot be, if it cannot. */
export interface ChoosableServer extends AvailableSourceServer {
  chosen: boolean;
  /** Another group has it. */
  takenByOther?: { id: string; name: string };
  /** It comes from another region or account than the group's servers do. */
  foreign: boolean;
}

function matches(
  tags: Record<string, string>,
  wanted: Record<string, string>,
): boolean {
  return Object.entries(wanted).every(([key, value]) => tags[key] === value);
}

/**
 * The servers that the form shows: with tags, those that match; with ids, all. Those that can be taken come first.
 *
 * @param groupId - of the group that is edited: its own servers are not taken
 */
export function choosableServers(
  servers: readonly AvailableSourceServer[],
  fields: GroupFields,
  groupId: string | undefined,
): ChoosableServer[] {
  const wanted = typedTags(fields);
  const ids = new Set(fields.sourceServerIds);
  const sourceRegion = fields.sourceRegion.trim();
  const sourceAccount =
    fields.sourceAccountId.trim() || fields.accountId.trim();
  const byTags = fields.by === 'tags';
  return servers
    .filter(
      server =>
        !byTags ||
        (Object.keys(wanted).length > 0 && matches(server.tags, wanted)),
    )
    .map(server => {
      const foreign =
        (sourceRegion !== '' &&
          (server.originRegion ?? sourceRegion) !== sourceRegion) ||
        (server.originAccountId ?? sourceAccount) !== sourceAccount;
      return {
        ...server,
        foreign,
        takenByOther:
          server.takenBy?.id === groupId ? undefined : server.takenBy,
        chosen: byTags ? !foreign : ids.has(server.sourceServerId),
      };
    })
    .sort((a, b) => rank(a) - rank(b));
}

function rank(server: ChoosableServer): number {
  if (server.foreign) {
    return 2;
  }
  return server.takenByOther ? 1 : 0;
}
