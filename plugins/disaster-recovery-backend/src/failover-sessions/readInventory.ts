import type { Execution } from '@internal/plugin-disaster-recovery-common';
import {
  type AwsRegion,
  type Ec2Instance,
  isGone,
  type RecoveryInstance,
  type SourceServer,
} from '../aws';
import type { ProtectionGroups } from '../protection-groups';
import { bareInstance, instanceOfServer, observedFields } from './newInstance';
import type {
  InstancePatch,
  InstanceRecord,
  NewInstance,
  SessionRecord,
} from './types';

/** What DRS and EC2 say of a session's instances, as it is to be written down. */
export interface Inventory {
  /** Instances of the failover that the session did not have yet. */
  added: NewInstance[];
  observed: { recoveryInstanceId: string; patch: InstancePatch }[];
  /** Launched source servers without an instance that DRS lists. */
  missing: string[];
  /** Instances whose source server is in no Protection Group. */
  ungrouped: string[];
  /** The session's, and those found besides. */
  protectionGroupIds: string[];
}

/** Which source servers the failover launched, and by which jobs. */
function launched(
  session: SessionRecord,
  instances: InstanceRecord[],
  execution: Execution | undefined,
): { sourceServerIds: string[]; jobIds: Set<string> } {
  const servers =
    execution?.servers.filter(({ status }) => status === 'LAUNCHED') ?? [];
  const sourceServerIds = [...servers, ...instances].map(
    ({ sourceServerId }) => sourceServerId,
  );
  const jobIds = servers.flatMap(({ jobId }) => jobId ?? []);
  return {
    sourceServerIds: [...new Set(sourceServerIds)],
    jobIds: new Set([...jobIds, ...session.adoptedJobIds]),
  };
}

/**
 * Whether the inventory has found an instance of every source server that the failover launched. That one is known to run
 * says nothing: a look at replication may have seen so before, and has not asked where it comes from.
 */
export function isInventoried(
  session: SessionRecord,
  instances: InstanceRecord[],
  execution: Execution | undefined,
): boolean {
  const listed = new Set(
    instances
      .filter(
        ({ originEnvironment, launchedAt }) =>
          originEnvironment !== undefined || launchedAt !== undefined,
      )
      .map(({ sourceServerId }) => sourceServerId),
  );
  return (
    session.inventoriedAt !== undefined &&
    launched(session, instances, execution).sourceServerIds.every(id =>
      listed.has(id),
    )
  );
}

/** Which groups hold now the instances that had none: the portal knows it, and AWS is not asked again. */
export async function findGroups(options: {
  session: SessionRecord;
  instances: InstanceRecord[];
  groups: ProtectionGroups;
}): Promise<Inventory> {
  const { session, instances, groups } = options;
  const without = instances.filter(
    ({ protectionGroupId }) => !protectionGroupId,
  );
  const groupOf = await groups.findBySourceServers(
    { accountId: session.accountId, region: session.recoveryRegion },
    without.map(({ sourceServerId }) => sourceServerId),
  );
  const found = without.flatMap(({ recoveryInstanceId, sourceServerId }) => {
    const protectionGroupId = groupOf.get(sourceServerId);
    return protectionGroupId
      ? [{ recoveryInstanceId, patch: { protectionGroupId } }]
      : [];
  });
  return {
    added: [],
    observed: found,
    missing: [],
    ungrouped: without
      .filter(({ sourceServerId }) => !groupOf.has(sourceServerId))
      .map(({ recoveryInstanceId }) => recoveryInstanceId),
    protectionGroupIds: [
      ...new Set([
        ...session.originalProtectionGroupIds,
        ...found.map(({ patch }) => patch.protectionGroupId),
      ]),
    ],
  };
}

/** The machine that a source server was installed on; once it has been reversed, it names another one. */
function originOf(
  { recoveryInstanceId, failback }: InstanceRecord | NewInstance,
  instanceId: string | undefined,
): string | undefined {
  return [recoveryInstanceId, failback?.failbackInstanceId].includes(instanceId)
    ? undefined
    : instanceId;
}

function patchOf(
  known: InstanceRecord | NewInstance,
  observed: RecoveryInstance,
  server: SourceServer | undefined,
  machine: Ec2Instance | undefined,
  protectionGroupId: string | undefined,
): InstancePatch {
  const platform = machine?.platform ?? observed.platform ?? server?.platform;
  // The name of the original machine: what DRS calls the launched one follows its new address.
  const hostname = server?.hostname ?? known.hostname ?? observed.hostname;
  const launchedAt = machine?.launchedAt?.toISOString();
  const originInstanceId =
    known.originInstanceId ?? originOf(known, server?.instanceId);
  return {
    ...observedFields(observed),
    tags: { ...server?.tags, ...observed.tags },
    ...(hostname && { hostname }),
    ...(platform && { platform }),
    ...(launchedAt && { launchedAt }),
    ...(originInstanceId && { originInstanceId }),
    ...(protectionGroupId && { protectionGroupId }),
  };
}

/** Asks DRS and EC2. @throws AwsOperationError */
export async function readInventory(options: {
  session: SessionRecord;
  instances: InstanceRecord[];
  execution?: Execution;
  groups: ProtectionGroups;
  region: AwsRegion;
}): Promise<Inventory> {
  const { session, instances, execution, groups, region } = options;
  const { sourceServerIds, jobIds } = launched(session, instances, execution);
  const known = new Map(
    instances.map(instance => [instance.recoveryInstanceId, instance]),
  );
  const listed = (
    await region.drs.listRecoveryInstances({ sourceServerIds })
  ).filter(
    ({ id, isDrill, jobId, ec2State }) =>
      known.has(id) ||
      (!isDrill && jobId && jobIds.has(jobId) && !isGone(ec2State)),
  );
  const [servers, machines, groupOf] = await Promise.all([
    region.drs.listSourceServers({ ids: sourceServerIds }),
    region.ec2.listInstances(listed.map(({ id }) => id)),
    groups.findBySourceServers(region, sourceServerIds),
  ]);

  const added = listed
    .filter(({ id }) => !known.has(id))
    .map(({ id, sourceServerId }) => {
      const server = execution?.servers.find(
        candidate => candidate.sourceServerId === sourceServerId,
      );
      const wave = execution?.waves.find(
        ({ number }) => number === server?.waveNumber,
      );
      const identity = { recoveryInstanceId: id, sourceServerId };
      return (
        (server &&
          instanceOfServer(session, { ...server, ...identity }, wave?.name)) ??
        bareInstance(session, identity)
      );
    });
  const all = [...instances, ...added];
  const groupIdOf = (instance: NewInstance) =>
    instance.protectionGroupId ?? groupOf.get(instance.sourceServerId);

  return {
    added,
    observed: all.flatMap(instance => {
      const observed = listed.find(
        ({ id }) => id === instance.recoveryInstanceId,
      );
      const patch =
        observed &&
        patchOf(
          instance,
          observed,
          servers.find(({ id }) => id === instance.sourceServerId),
          machines.find(({ id }) => id === instance.recoveryInstanceId),
          groupIdOf(instance),
        );
      return patch
        ? [{ recoveryInstanceId: instance.recoveryInstanceId, patch }]
        : [];
    }),
    missing: sourceServerIds.filter(
      id => !listed.some(({ sourceServerId }) => sourceServerId === id),
    ),
    ungrouped: all
      .filter(instance => !groupIdOf(instance))
      .map(({ recoveryInstanceId }) => recoveryInstanceId),
    protectionGroupIds: [
      ...new Set([
        ...session.originalProtectionGroupIds,
        ...all.flatMap(instance => groupIdOf(instance) ?? []),
      ]),
    ],
  };
}
