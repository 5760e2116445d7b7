import { NotFoundError } from '@backstage/errors';
import type { Aws } from '../aws';
import type { InstanceRecord, SessionRecord } from '../failover-sessions';
import type { ProtectionGroups } from '../protection-groups';
import type { MirrorFacts } from './prepareMirror';
import { missingOriginFields } from './swapLaunchConfig';

async function loadGroup(groups: ProtectionGroups, id: string) {
  try {
    return {
      group: await groups.get(id),
      servers: await groups.resolveServers(id),
    };
  } catch (error) {
    if (error instanceof NotFoundError) {
      // Deleted since the failover: its servers are then reported as being in no group.
      return undefined;
    }
    throw error;
  }
}

/** The groups of the session, and those that hold its servers although the session does not know them. */
async function loadGroups(
  groups: ProtectionGroups,
  session: SessionRecord,
  instances: InstanceRecord[],
): Promise<MirrorFacts['groups']> {
  const ids = new Set([
    ...session.originalProtectionGroupIds,
    ...instances.flatMap(({ protectionGroupId }) => protectionGroupId ?? []),
  ]);
  const loaded = new Map<string, MirrorFacts['groups'][number]>();
  for (const id of ids) {
    const found = await loadGroup(groups, id);
    if (found) {
      loaded.set(id, found);
    }
  }
  const held = new Set(
    [...loaded.values()].flatMap(({ servers }) =>
      servers.map(({ sourceServerId }) => sourceServerId),
    ),
  );
  const homeless = instances
    .map(({ sourceServerId }) => sourceServerId)
    .filter(id => !held.has(id));
  if (homeless.length > 0) {
    const homes = await groups.findBySourceServers(
      { accountId: session.accountId, region: session.recoveryRegion },
      homeless,
    );
    for (const id of new Set(homes.values())) {
      const found = loaded.has(id) ? undefined : await loadGroup(groups, id);
      if (found) {
        loaded.set(id, found);
      }
    }
  }
  return [...loaded.values()];
}

/** Asks the source region once more how the machines run there, where that was never captured. */
async function captureWhatIsMissing(
  groups: ProtectionGroups,
  loaded: MirrorFacts['groups'],
  instances: InstanceRecord[],
): Promise<MirrorFacts['groups']> {
  const failedOver = new Set(
    instances.map(instance => instance.sourceServerId),
  );
  return Promise.all(
    loaded.map(async found => {
      const complete = found.servers.every(
        server =>
          !failedOver.has(server.sourceServerId) ||
          missingOriginFields(server.effective).length === 0,
      );
      if (complete) {
        return found;
      }
      await groups.captureOrigin(found.group.id);
      return (await loadGroup(groups, found.group.id)) ?? found;
    }),
  );
}

/**
 * Collects what mirroring goes by. The reversed source servers are looked up by id where the session knows them all,
 * else every source server of the source region is read once.
 *
 * @throws AwsOperationError
 */
export async function gatherMirrorFacts(
  dependencies: { aws: Aws; groups: ProtectionGroups },
  session: SessionRecord,
  instances: InstanceRecord[],
): Promise<MirrorFacts> {
  const { aws, groups } = dependencies;
  const { drs } = aws.in({
    accountId: session.sourceAccountId,
    region: session.sourceRegion,
  });
  const known = instances.flatMap(
    ({ reversedSourceServerId }) => reversedSourceServerId ?? [],
  );
  let candidates =
    known.length === instances.length
      ? await drs.listSourceServers({ ids: known })
      : [];
  const named = new Set(candidates.map(({ instanceId }) => instanceId));
  if (instances.some(instance => !named.has(instance.recoveryInstanceId))) {
    candidates = await drs.listSourceServers();
  }
  const loaded = await loadGroups(groups, session, instances);
  return {
    sourceRegion: session.sourceRegion,
    instances,
    groups: await captureWhatIsMissing(groups, loaded, instances),
    candidates,
  };
}
