import {
  isBack,
  type ProtectionGroup,
  type ServerMapping,
} from '@internal/plugin-disaster-recovery-common';
import { isGone, type SourceServer } from '../aws';
import type { InstanceRecord } from '../failover-sessions';
import type { ResolvedServer } from '../protection-groups';
import {
  type FailedOverServer,
  mapServers,
  type ServerMappings,
} from './mapServers';
import { type MirroredServer, mirrorServer } from './mirrorGroup';
import { missingOriginFields } from './swapLaunchConfig';

/** What mirroring goes by: the session's machines, their groups as they are now, and DRS in the source region. */
export interface MirrorFacts {
  sourceRegion: string;
  instances: (FailedOverServer &
    Pick<InstanceRecord, 'ec2State' | 'failback'>)[];
  groups: { group: ProtectionGroup; servers: ResolvedServer[] }[];
  /** The source servers of the source region's DRS. */
  candidates: SourceServer[];
}

/** A machine that cannot be mirrored, with the reason and what to do about it. */
export type UnmirroredServer = ServerMapping & {
  reason: string;
  remedy: string;
};

/** A server of a group that stays behind, and why. */
export interface LeftOutServer {
  sourceServerId: string;
  hostname?: string;
  reason: string;
}

/** One group that has something to mirror. */
export interface PreparedGroup {
  original: ProtectionGroup;
  servers: MirroredServer[];
  leftOut: LeftOutServer[];
}

/** What can be mirrored, and what cannot. */
export interface PreparedMirror {
  mappings: ServerMappings['mapped'];
  unmirrored: UnmirroredServer[];
  groups: PreparedGroup[];
}

const NOT_FAILED_OVER =
  'It did not fail over with this session, so it has nothing to fail back.';

const IS_BACK = 'It has failed back already, so it is not launched again.';

/** Pairs the machines of a session with their reversed source servers and groups. Values in, values out. */
export function prepareMirror(facts: MirrorFacts): PreparedMirror {
  const mappings = mapServers(facts.instances, facts.candidates);
  const mappingOf = new Map(
    mappings.mapped.map(mapping => [mapping.recoveryInstanceId, mapping]),
  );
  const unmappedOf = new Map(
    mappings.unmapped.map(mapping => [mapping.recoveryInstanceId, mapping]),
  );
  const candidateOf = new Map(
    facts.candidates.map(candidate => [candidate.id, candidate]),
  );
  const homeOf = new Map(
    facts.groups.flatMap(({ group, servers }) =>
      servers.map(server => [server.sourceServerId, { group, server }]),
    ),
  );

  const mirroredOf = new Map<string, MirroredServer>();
  const unmirrored: UnmirroredServer[] = [];
  const back = new Set<string>();
  for (const instance of facts.instances) {
    const mapping = mappingOf.get(instance.recoveryInstanceId);
    const home = homeOf.get(instance.sourceServerId);
    const problem = reasonAgainst(facts, instance, home);
    const unmapped = unmappedOf.get(instance.recoveryInstanceId);
    const isMirrored = mapping && home && !problem;
    if (!isMirrored && isBack(instance)) {
      // A failback that others are left of needs nothing more for it.
      back.add(instance.sourceServerId);
    } else if (!isMirrored) {
      unmirrored.push({
        ...(mapping ?? {
          sourceServerId: instance.sourceServerId,
          recoveryInstanceId: instance.recoveryInstanceId,
          hostname: instance.hostname,
        }),
        ...(unmapped && !isGone(instance.ec2State)
          ? { reason: unmapped.reason, remedy: unmapped.remedy }
          : problem!),
      });
    } else {
      const reversed = candidateOf.get(mapping.reversedSourceServerId)!;
      mirroredOf.set(
        instance.sourceServerId,
        mirrorServer(home.server, {
          recoveryInstanceId: instance.recoveryInstanceId,
          reversedSourceServerId: mapping.reversedSourceServerId,
          reversedSourceServerArn: reversed.arn,
          reversedTags: reversed.tags,
        }),
      );
    }
  }
  const reasonOf = new Map(
    unmirrored.map(({ sourceServerId, reason }) => [sourceServerId, reason]),
  );
  return {
    mappings: mappings.mapped,
    unmirrored,
    groups: facts.groups.flatMap(({ group, servers }) => {
      const prepared: PreparedGroup = {
        original: group,
        servers: servers.flatMap(
          ({ sourceServerId }) => mirroredOf.get(sourceServerId) ?? [],
        ),
        leftOut: servers
          .filter(({ sourceServerId }) => !mirroredOf.has(sourceServerId))
          .map(({ sourceServerId, hostname }) => ({
            sourceServerId,
            hostname,
            reason:
              reasonOf.get(sourceServerId) ??
              (back.has(sourceServerId) ? IS_BACK : NOT_FAILED_OVER),
          })),
      };
      return prepared.servers.length > 0 ? [prepared] : [];
    }),
  };
}

function reasonAgainst(
  { sourceRegion }: MirrorFacts,
  instance: MirrorFacts['instances'][number],
  home: { group: ProtectionGroup; server: ResolvedServer } | undefined,
): { reason: string; remedy: string } | undefined {
  if (isGone(instance.ec2State)) {
    return {
      reason: 'Its recovery instance has been terminated.',
      remedy: 'Leave it behind: there is nothing to fail back.',
    };
  }
  if (!home) {
    return {
      reason: `No Protection Group holds its source server ${instance.sourceServerId} now, so nothing says how it ran in ${sourceRegion}.`,
      remedy: `Add the source server to a Protection Group, with its subnet and security groups in ${sourceRegion}, then mirror again.`,
    };
  }
  const missing = missingOriginFields(home.server.effective);
  if (missing.length > 0) {
    return {
      reason: `Nothing says how it ran in ${sourceRegion}: its ${missing.join(
        ' and ',
      )} there ${
        missing.length === 1 && missing[0] === 'subnet' ? 'was' : 'were'
      } not captured while the original machine could be asked.`,
      remedy: `Enter the ${missing.join(
        ' and ',
      )} of its origin in the Protection Group ${
        home.group.name
      }, then mirror again.`,
    };
  }
  return undefined;
}
