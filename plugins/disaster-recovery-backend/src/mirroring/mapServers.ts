import type {
  MappingRule,
  ServerMapping,
} from '@internal/plugin-disaster-recovery-common';
import type { SourceServer } from '../aws';
import { isUserTag } from './userTags';

/** A machine that failed over, as its session knows it. */
export interface FailedOverServer {
  recoveryInstanceId: string;
  /** The source server that launched it: the recovery instance's own record says which. */
  sourceServerId: string;
  hostname?: string;
  tags: Record<string, string>;
}

/** Which reversed source server replicates each machine back, and which machines have none and why. */
export interface ServerMappings {
  mapped: (ServerMapping & {
    reversedSourceServerId: string;
    rule: MappingRule;
  })[];
  unmapped: (ServerMapping & { reason: string; remedy: string })[];
}

function group<T>(items: T[], keysOf: (item: T) => string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      groups.set(key, [...(groups.get(key) ?? []), item]);
    }
  }
  return groups;
}

function hostKeys(server: { hostname?: string; fqdn?: string }): string[] {
  return [server.hostname, server.fqdn]
    .filter(name => name !== undefined && name !== '')
    .map(name => name!.toLocaleLowerCase('en-US'));
}

/** All tags that people set, as one comparable text; none when there are none. */
function tagKeys(server: { tags: Record<string, string> }): string[] {
  const tags = Object.entries(server.tags).filter(([key]) => isUserTag(key));
  return tags.length === 0
    ? []
    : [JSON.stringify(tags.sort(([a], [b]) => (a < b ? -1 : 1)))];
}

const RULES: {
  rule: MappingRule;
  word: string;
  keysOf: (server: {
    hostname?: string;
    fqdn?: string;
    tags: Record<string, string>;
  }) => string[];
}[] = [
  { rule: 'HOSTNAME', word: 'host name', keysOf: hostKeys },
  { rule: 'TAGS', word: 'tags', keysOf: tagKeys },
];

function names(servers: SourceServer[]): string {
  return servers.map(server => server.id).join(', ');
}

function cannotTell(
  word: string,
  machines: number,
  candidates: SourceServer[],
): string {
  return `its ${word} cannot tell ${machines} ${
    machines === 1 ? 'machine' : 'machines'
  } and ${candidates.length} source ${
    candidates.length === 1 ? 'server' : 'servers'
  } (${names(candidates)}) apart`;
}

/** One rule, with who shares what it looks at. */
interface RuleIndex {
  word: string;
  keysOf: (server: FailedOverServer) => string[];
  servers: Map<string, FailedOverServer[]>;
  candidates: Map<string, SourceServer[]>;
}

/** The only source server that a rule leaves for a machine, or why it leaves none. */
function propose(
  server: FailedOverServer,
  index: RuleIndex,
  taken: Set<string>,
): { only?: SourceServer; hint?: string } {
  let hint: string | undefined;
  for (const key of index.keysOf(server)) {
    const same = index.candidates.get(key) ?? [];
    const rivals = index.servers.get(key) ?? [];
    if (same.length === 1 && rivals.length === 1 && !taken.has(same[0].id)) {
      return { only: same[0] };
    }
    if (same.length > 0) {
      hint ??= cannotTell(index.word, rivals.length, same);
    }
  }
  return { hint };
}

/**
 * Pairs each machine that failed over with the source server that replicates it back.
 *
 * @remarks
 * Exact first: the reversed source server that names the recovery instance as the machine whose disks it replicates.
 * Host name, then tags, serve only for source servers that name no machine, and only when exactly one machine and one
 * source server share them: a source server that names another machine is another machine's, whatever it is called.
 */
export function mapServers(
  servers: FailedOverServer[],
  candidates: SourceServer[],
): ServerMappings {
  const byInstance = group(candidates, ({ instanceId }) =>
    instanceId === undefined ? [] : [instanceId],
  );
  const anonymous = candidates.filter(
    candidate => candidate.instanceId === undefined,
  );
  const indexes = RULES.map(rule => ({
    ...rule,
    servers: group(servers, rule.keysOf),
    candidates: group(anonymous, rule.keysOf),
  }));

  const mapped: ServerMappings['mapped'] = [];
  const unmapped: ServerMappings['unmapped'] = [];
  const taken = new Set<string>();
  const open: FailedOverServer[] = [];

  const accept = (
    server: FailedOverServer,
    reversedSourceServerId: string,
    rule: MappingRule,
  ) => {
    taken.add(reversedSourceServerId);
    mapped.push({ ...identify(server), reversedSourceServerId, rule });
  };

  const isMapped = ({ recoveryInstanceId }: FailedOverServer) =>
    mapped.some(mapping => mapping.recoveryInstanceId === recoveryInstanceId);

  for (const server of servers) {
    const exact = byInstance.get(server.recoveryInstanceId) ?? [];
    if (exact.length === 1) {
      accept(server, exact[0].id, 'INSTANCE_ID');
    } else if (exact.length > 1) {
      unmapped.push({
        ...identify(server),
        reason: `${
          exact.length
        } source servers replicate this instance: ${names(exact)}.`,
        remedy:
          'Disconnect and delete in DRS those that are left over, then mirror again.',
      });
    } else {
      open.push(server);
    }
  }

  // Rule by rule, and within a rule all machines before any is accepted: who comes first must not decide.
  const hints = new Map<FailedOverServer, string[]>();
  for (const index of indexes) {
    const proposals = open
      .filter(server => !isMapped(server))
      .flatMap(server => {
        const { only, hint } = propose(server, index, taken);
        if (hint) {
          hints.set(server, [...(hints.get(server) ?? []), hint]);
        }
        return only ? [{ server, only }] : [];
      });
    for (const { server, only } of proposals) {
      const rivals = proposals.filter(other => other.only.id === only.id);
      if (rivals.length === 1) {
        accept(server, only.id, index.rule);
      } else {
        hints.set(server, [
          ...(hints.get(server) ?? []),
          cannotTell(index.word, rivals.length, [only]),
        ]);
      }
    }
  }

  for (const server of open.filter(candidate => !isMapped(candidate))) {
    const found = hints.get(server) ?? [];
    unmapped.push({
      ...identify(server),
      reason: `No source server in the source region replicates this instance${
        found.length > 0 ? `, and ${found.join(', and ')}` : ''
      }.`,
      remedy:
        'Install the replication agent on it again, or start reverse replication for it, then mirror again.',
    });
  }
  return { mapped, unmapped };
}

function identify(server: FailedOverServer) {
  return {
    sourceServerId: server.sourceServerId,
    recoveryInstanceId: server.recoveryInstanceId,
    ...(server.hostname !== undefined && { hostname: server.hostname }),
  };
}
