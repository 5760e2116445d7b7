import type { FailbackRoute } from '@internal/plugin-disaster-recovery-common';
import { serversOfMachines, type SourceServer } from '../aws';
import type { InstanceRecord } from '../failover-sessions';

/** What has to be done next so that the data of an instance travels back. */
export type StartMove =
  /** It travels: nothing is to be done but to note the source server. */
  | { move: 'adopt'; server: SourceServer }
  | { move: 'start'; server: SourceServer }
  /** Replication has stalled: DRS is asked to try again. */
  | { move: 'retry'; server: SourceServer }
  /** Nothing replicates the instance, or its source server is disconnected. */
  | { move: 'reverse'; server?: SourceServer }
  /** The agent was reinstalled, and nothing in the source region replicates the instance. */
  | { move: 'missing'; server?: SourceServer };

type Instance = Pick<
  InstanceRecord,
  'recoveryInstanceId' | 'reversedSourceServerId'
>;

/** Asks for the source servers that may replicate instances. */
export function whatReplicates(instances: Instance[]) {
  return {
    instanceIds: instances.map(one => one.recoveryInstanceId),
    ids: instances.flatMap(one => one.reversedSourceServerId ?? []),
  };
}

/** Of all source servers of a region, those that may replicate one instance: the others need not be looked at for it. */
export function createCandidates(
  servers: SourceServer[],
): (instance: Instance) => SourceServer[] {
  const naming = serversOfMachines(servers);
  const byId = new Map(servers.map(server => [server.id, server]));
  return ({ recoveryInstanceId, reversedSourceServerId }) => {
    const noted = byId.get(reversedSourceServerId ?? '');
    return [
      ...naming(recoveryInstanceId),
      ...(noted && noted.instanceId === undefined ? [noted] : []),
    ];
  };
}

/** The source server that replicates the instance: the one that names it, before the one that was noted for it. */
export function findReversedServer(
  instance: Instance,
  servers: SourceServer[],
): SourceServer | undefined {
  const naming = servers.filter(
    ({ instanceId }) => instanceId === instance.recoveryInstanceId,
  );
  const rank = (server: SourceServer) =>
    (server.replication.state === 'DISCONNECTED' ? 2 : 0) +
    (server.id === instance.reversedSourceServerId ? 0 : 1);
  return (
    naming.sort((a, b) => rank(a) - rank(b))[0] ??
    servers.find(
      ({ id, instanceId }) =>
        id === instance.reversedSourceServerId && instanceId === undefined,
    )
  );
}

/**
 * What has to be done for one instance, from what the source region's DRS says now.
 *
 * @remarks
 * An instance whose agent was reinstalled replicates through a source server of its own: ReverseReplication would find no
 * agent that listens to it, and is never called there.
 */
export function chooseStartMove(
  instance: Instance,
  route: FailbackRoute,
  servers: SourceServer[],
): StartMove {
  const server = findReversedServer(instance, servers);
  switch (server?.replication.state) {
    case undefined:
    case 'DISCONNECTED':
      return route === 'native'
        ? { move: 'reverse', server }
        : { move: 'missing', server };
    case 'STOPPED':
      return { move: 'start', server: server! };
    case 'STALLED':
      return { move: 'retry', server: server! };
    default:
      return { move: 'adopt', server: server! };
  }
}
