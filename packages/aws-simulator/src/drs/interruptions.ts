import { World } from '../world/World';
import {
  becomeContinuous,
  current,
  enter,
  referenceTo,
  ServerEvent,
} from './replication';
import { SourceServer } from './types';

/** The server falls behind by `seconds`, and catches up after `lasting` seconds. */
export function fallBehind(
  world: World,
  server: SourceServer,
  seconds: number,
  lasting: number,
): void {
  if (server.replication.state !== 'CONTINUOUS') return;
  server.replication.backlogSeconds = seconds;
  enter(world, server, 'BACKLOG', lasting, 'drs.caughtUp');
}

export function onCaughtUp(world: World, event: ServerEvent): void {
  const server = current(world, event);
  if (!server) return;
  server.replication.backlogSeconds = undefined;
  becomeContinuous(world, server);
}

/** A stop that was asked for, and has not ended. */
function openStop({ replication }: SourceServer) {
  const last = replication.stops?.at(-1);
  return last?.to === undefined ? last : undefined;
}

/** Whether StopReplication was called and is at work. */
export function isStopping(server: SourceServer): boolean {
  return openStop(server) !== undefined;
}

/** Ends replication in a while: points in time and staging are gone then. */
export function beginStop(world: World, server: SourceServer): void {
  const seconds = world.seconds(
    `stop:${server.id}:${server.replication.epoch}`,
    5,
    60,
  );
  server.replication.epoch += 1;
  server.replication.stops ??= [];
  server.replication.stops.push({ from: world.now });
  world.schedule(seconds, 'drs.stopped', {
    ...referenceTo(server),
    epoch: server.replication.epoch,
  });
}

export function onStopped(world: World, event: ServerEvent): void {
  const server = current(world, event);
  if (!server) return;
  endReplication(world, server, 'STOPPED');
}

/** Ends replication now. */
export function endReplication(
  world: World,
  server: SourceServer,
  state: 'STOPPED' | 'DISCONNECTED',
): void {
  const replication = server.replication;
  const stop = openStop(server);
  if (stop) stop.to = world.now;
  replication.copied = 0;
  replication.everSynced = false;
  replication.snapshotsSince = undefined;
  replication.consistentAt = undefined;
  replication.error = undefined;
  replication.initiation = undefined;
  replication.rescan = undefined;
  replication.backlogSeconds = undefined;
  enter(world, server, state);
}
