import { NotFoundError } from '@backstage/errors';
import {
  sessionActions,
  type RecoveryPlan,
} from '@internal/plugin-disaster-recovery-common';
import {
  type Aws,
  type RecoveryInstance,
  serversOfMachines,
  type SourceServer,
} from '../aws';
import {
  type FailoverSessions,
  type InstanceRecord,
  sessionFacts,
  type SessionRecord,
} from '../failover-sessions';
import type { ProtectionGroups } from '../protection-groups';
import type { RecoveryPlans } from '../recovery-plans';
import type { CleanupFacts, CleanupServer } from './cleanupFacts';

/** What reading the facts takes. */
export interface CleanupSources {
  aws: Aws;
  sessions: FailoverSessions;
  groups: ProtectionGroups;
  plans: RecoveryPlans;
}

const RUNNING: ReadonlySet<string> = new Set([
  'PENDING',
  'RUNNING',
  'PAUSED',
  'CANCELLING',
]);

function present(ids: (string | undefined)[]): string[] {
  return [...new Set(ids.flatMap(id => id ?? []))];
}

function byId<T extends { id: string }>(items: T[]): Map<string, T> {
  return new Map(items.map(item => [item.id, item]));
}

async function findPlan(
  plans: RecoveryPlans,
  id: string | undefined,
): Promise<RecoveryPlan | undefined> {
  try {
    return id === undefined ? undefined : await plans.get(id);
  } catch (error) {
    if (error instanceof NotFoundError) {
      return undefined;
    }
    throw error;
  }
}

/** What AWS has of the machines of a session, in both regions. Each list is read once. */
async function askAws(
  aws: Aws,
  session: SessionRecord,
  instances: InstanceRecord[],
) {
  const source = aws.in({
    accountId: session.sourceAccountId,
    region: session.sourceRegion,
  });
  const recovery = aws.in({
    accountId: session.accountId,
    region: session.recoveryRegion,
  });
  const launched = present(
    instances.flatMap(({ failback, drill }) => [
      failback?.failbackInstanceId,
      drill?.failbackInstanceId,
    ]),
  );
  const machines = present([
    ...launched,
    ...instances.map(({ originInstanceId }) => originInstanceId),
  ]);
  const [inSource, inRecovery, records, recoveryInstances, ec2] =
    await Promise.all([
      source.drs.listSourceServers({
        instanceIds: instances.map(one => one.recoveryInstanceId),
      }),
      recovery.drs.listSourceServers({
        instanceIds: launched,
        ids: instances.map(({ sourceServerId }) => sourceServerId),
      }),
      launched.length === 0
        ? []
        : source.drs.listRecoveryInstances({ ids: launched }),
      recovery.drs.listRecoveryInstances({
        ids: instances.map(({ recoveryInstanceId }) => recoveryInstanceId),
      }),
      machines.length === 0 ? [] : source.ec2.listInstances(machines),
    ]);
  return { inSource, inRecovery, records, recoveryInstances, ec2 };
}

/** @param replicating - source servers in the source region that name the instance */
function reversedOf(
  instance: InstanceRecord,
  replicating: SourceServer[],
): SourceServer | undefined {
  return (
    replicating.find(({ id }) => id === instance.reversedSourceServerId) ??
    (replicating.length === 1 ? replicating[0] : undefined)
  );
}

function toServers(
  instances: InstanceRecord[],
  found: Awaited<ReturnType<typeof askAws>>,
): CleanupServer[] {
  const records = byId<RecoveryInstance>(found.records);
  const recoveryInstances = byId<RecoveryInstance>(found.recoveryInstances);
  const originals = byId<SourceServer>(found.inRecovery);
  const inSource = serversOfMachines(found.inSource);
  const inRecovery = serversOfMachines(found.inRecovery);
  const ec2State = new Map(found.ec2.map(({ id, state }) => [id, state]));
  return instances.map(instance => {
    const failbackId = instance.failback?.failbackInstanceId;
    const drillId = instance.drill?.failbackInstanceId;
    const drillRecord = records.get(drillId ?? '');
    return {
      recoveryInstanceId: instance.recoveryInstanceId,
      sourceServerId: instance.sourceServerId,
      hostname: instance.hostname,
      recoveryInstance: recoveryInstances.get(instance.recoveryInstanceId),
      ...(failbackId !== undefined && {
        failback: {
          instanceId: failbackId,
          ec2State: ec2State.get(failbackId),
          record: records.get(failbackId),
        },
      }),
      ...(drillId !== undefined &&
        drillRecord && { drill: { instanceId: drillId, record: drillRecord } }),
      reversed: reversedOf(instance, inSource(instance.recoveryInstanceId)),
      original: originals.get(instance.sourceServerId),
      protecting: inRecovery(failbackId),
      ...(instance.originInstanceId !== undefined && {
        originalMachine: {
          instanceId: instance.originInstanceId,
          ec2State: ec2State.get(instance.originInstanceId),
        },
      }),
    };
  });
}

/**
 * Reads, from AWS and the portal, all that a cleanup goes by. Nothing is remembered from an earlier look.
 *
 * @throws AwsOperationError; NotFoundError when there is no such session
 */
export async function gatherCleanupFacts(
  { aws, sessions, groups, plans }: CleanupSources,
  sessionId: string,
  options: { deleteSourceServers: boolean },
): Promise<CleanupFacts> {
  const { store, operations } = sessions;
  const session = await store.get(sessionId);
  const instances = await store.listInstances(sessionId);
  const found = await askAws(aws, session, instances);
  const holders = await store.findHolders(
    present([
      ...instances.map(({ recoveryInstanceId }) => recoveryInstanceId),
      ...instances.map(({ failback }) => failback?.failbackInstanceId),
      ...instances.map(({ drill }) => drill?.failbackInstanceId),
    ]),
  );
  const mirroredPlan = await findPlan(plans, session.mirroredRecoveryPlanId);
  const originalPlan = await findPlan(plans, session.originalRecoveryPlanId);
  const lastExecution = mirroredPlan?.lastExecution;
  const cleanup = sessionActions(
    sessionFacts(session, instances, await operations.list(sessionId)),
  ).find(({ action }) => action === 'cleanup');
  return {
    session,
    servers: toServers(instances, found),
    productionIds: new Set(
      holders
        .filter(({ role }) => role === 'failback')
        .map(({ instanceId }) => instanceId),
    ),
    ...(mirroredPlan && {
      mirroredPlan: {
        id: mirroredPlan.id,
        name: mirroredPlan.name,
        ...(lastExecution &&
          RUNNING.has(lastExecution.status) && {
            runningExecutionId: lastExecution.id,
          }),
      },
    }),
    mirroredGroups: await groups.getMany(session.mirroredProtectionGroupIds),
    originalPlan,
    originalGroups: await groups.getMany(session.originalProtectionGroupIds),
    deleteSourceServers: options.deleteSourceServers,
    reasonAgainst: cleanup?.allowed ? undefined : cleanup?.reason,
  };
}
