import { peekFault } from '../control/faults';
import type { ServerReference } from '../agents/types';
import { World } from '../world/World';
import { ReplicationState, SourceServer } from './types';

/** The steps of data replication initiation, in AWS's order. */
export const INITIATION_STEPS = [
  'WAIT',
  'CREATE_SECURITY_GROUP',
  'LAUNCH_REPLICATION_SERVER',
  'BOOT_REPLICATION_SERVER',
  'AUTHENTICATE_WITH_SERVICE',
  'DOWNLOAD_REPLICATION_SOFTWARE',
  'CREATE_STAGING_DISKS',
  'ATTACH_STAGING_DISKS',
  'PAIR_REPLICATION_SERVER_WITH_AGENT',
  'CONNECT_AGENT_TO_REPLICATION_SERVER',
  'START_DATA_TRANSFER',
];

/** An event of a server; void once the server has gone on to something else. */
export type ServerEvent = ServerReference & { epoch: number };

export function findServer(
  world: World,
  reference: ServerReference,
): SourceServer | undefined {
  return world.hasAccount(reference.account)
    ? world.region(reference.account, reference.region).drs.sourceServers[
        reference.serverId
      ]
    : undefined;
}

export function referenceTo(server: SourceServer): ServerReference {
  return {
    account: server.account,
    region: server.region,
    serverId: server.id,
  };
}

export function totalBytes(server: SourceServer): number {
  return server.disks.reduce((sum, disk) => sum + disk.bytes, 0);
}

const AT_REST: readonly ReplicationState[] = [
  'CONTINUOUS',
  'PAUSED',
  'STOPPED',
  'DISCONNECTED',
];

/** Notes when the way to be in step begins and ends; the last blocks may be compared after CONTINUOUS is shown. */
function noteEpisode(world: World, { replication }: SourceServer): void {
  const { state } = replication;
  replication.episodes ??= [];
  const { episodes } = replication;
  const last = episodes.at(-1);
  const isOpen = last !== undefined && last.to === undefined;
  if (!AT_REST.includes(state)) {
    if (!isOpen) episodes.push({ from: world.now });
  } else if (isOpen) {
    const compared =
      replication.rescan && state === 'CONTINUOUS'
        ? replication.rescan.startedAt + replication.rescan.seconds * 1000
        : world.now;
    last.to = Math.max(world.now, compared);
  }
}

/** Puts a server into a replication state; `seconds` later, `then` happens unless something else did. */
export function enter(
  world: World,
  server: SourceServer,
  state: ReplicationState,
  seconds?: number,
  then?: string,
): void {
  const replication = server.replication;
  replication.state = state;
  replication.since = world.now;
  replication.seconds = seconds;
  replication.epoch += 1;
  noteEpisode(world, server);
  if (seconds !== undefined && then) {
    world.schedule(seconds, then, {
      ...referenceTo(server),
      epoch: replication.epoch,
    } satisfies ServerEvent);
  }
}

/** The server of an event, unless something else has happened to it since. */
export function current(
  world: World,
  event: ServerEvent,
): SourceServer | undefined {
  const server = findServer(world, event);
  return server?.replication.epoch === event.epoch ? server : undefined;
}

function place(server: SourceServer) {
  return {
    account: server.account,
    region: server.region,
    resourceIds: [server.id, server.machine.instanceId],
  };
}

/** Begins replication from nothing: the staging area is built, then all disks are copied. */
export function initiate(world: World, server: SourceServer): void {
  const key = `initiate:${server.id}:${server.replication.epoch}`;
  const stepSeconds = INITIATION_STEPS.map((step, index) =>
    world.seconds(
      `${key}:${step}`,
      index === 3 ? 60 : 8,
      index === 3 ? 150 : 33,
    ),
  );
  server.replication.initiation = { startedAt: world.now, stepSeconds };
  server.replication.error = undefined;
  server.replication.copied = 0;
  server.replication.everSynced = false;
  server.replication.snapshotsSince = undefined;
  server.replication.consistentAt = undefined;
  server.replication.rescan = undefined;
  const seconds = stepSeconds.reduce((sum, value) => sum + value, 0);
  enter(world, server, 'INITIATING', seconds, 'drs.initiated');
}

export function onInitiated(world: World, event: ServerEvent): void {
  const server = current(world, event);
  if (!server) return;
  server.firstByteAt ??= world.now;
  synchronize(world, server);
}

/** Copies what is not copied yet. */
function synchronize(world: World, server: SourceServer): void {
  const whole = Math.max(
    60,
    totalBytes(server) / world.settings.replicationBytesPerSecond,
  );
  const seconds = whole * (1 - server.replication.copied);
  const fault = peekFault(world, 'stallSync', place(server));
  if (fault) {
    enter(world, server, 'INITIAL_SYNC', seconds);
    world.schedule(seconds * 0.4, 'drs.stallSync', {
      ...referenceTo(server),
      epoch: server.replication.epoch,
    });
  } else {
    enter(world, server, 'INITIAL_SYNC', seconds, 'drs.synchronized');
  }
}

export function onStallSync(world: World, event: ServerEvent): void {
  const server = current(world, event);
  if (!server) return;
  const fault = peekFault(world, 'stallSync', place(server));
  if (fault) {
    fault.used += 1;
  }
  stall(world, server, fault?.code ?? 'NOT_CONVERGING', fault?.message);
}

export function onSynchronized(world: World, event: ServerEvent): void {
  const server = current(world, event);
  if (!server) return;
  server.replication.copied = 1;
  const seconds = world.seconds(
    `snapshot:${server.id}:${event.epoch}`,
    60,
    300,
  );
  enter(world, server, 'CREATING_SNAPSHOT', seconds, 'drs.snapshotted');
}

export function onSnapshotted(world: World, event: ServerEvent): void {
  const server = current(world, event);
  if (!server) return;
  becomeContinuous(world, server);
}

export function becomeContinuous(world: World, server: SourceServer): void {
  const replication = server.replication;
  replication.copied = 1;
  replication.everSynced = true;
  replication.snapshotsSince ??= world.now;
  replication.consistentAt = undefined;
  replication.error = undefined;
  replication.initiation = undefined;
  enter(world, server, 'CONTINUOUS');
}

/** Share of the disks that is on the other side now: 0 to 1. */
export function copiedShare(server: SourceServer, now: number): number {
  const { state, since, seconds, copied } = server.replication;
  if (state !== 'INITIAL_SYNC' || !seconds) {
    return copied;
  }
  return Math.min(
    1,
    copied + ((1 - copied) * (now - since)) / (seconds * 1000),
  );
}

/** Replication stops making progress, for a reason that DRS names. */
export function stall(
  world: World,
  server: SourceServer,
  error: string,
  rawError?: string,
): void {
  const replication = server.replication;
  if (['STOPPED', 'DISCONNECTED', 'STALLED'].includes(replication.state))
    return;
  replication.copied = copiedShare(server, world.now);
  replication.resume = replication.state;
  replication.error = { error, rawError };
  replication.consistentAt ??= replication.everSynced ? world.now : undefined;
  enter(world, server, 'STALLED');
}

/** A stall has ended: go on where it was; disks once complete are compared again. */
export function resume(world: World, server: SourceServer): void {
  const replication = server.replication;
  if (replication.state !== 'STALLED') return;
  replication.error = undefined;
  if (replication.everSynced) {
    rescan(world, server);
  } else if (replication.resume === 'INITIATING') {
    initiate(world, server);
  } else {
    synchronize(world, server);
  }
}

/**
 * Compares all blocks. DRS calls the server CONTINUOUS some time before the last block is
 * compared; `rescannedStorageBytes` tells.
 */
export function rescan(world: World, server: SourceServer): void {
  const seconds = Math.max(
    90,
    totalBytes(server) / (4 * world.settings.replicationBytesPerSecond),
  );
  server.replication.rescan = { startedAt: world.now, seconds };
  enter(world, server, 'RESCAN', seconds * 0.7, 'drs.rescanned');
}

/** All blocks of a server that is in step are compared again, as after its agent was restarted. */
export function compareAgain(world: World, server: SourceServer): void {
  if (server.replication.state !== 'CONTINUOUS') return;
  server.replication.consistentAt = world.now;
  rescan(world, server);
}

export function onRescanned(world: World, event: ServerEvent): void {
  const server = current(world, event);
  if (!server) return;
  becomeContinuous(world, server);
}
