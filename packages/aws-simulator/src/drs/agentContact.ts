import type { ServerReference } from '../agents/types';
import { Instance } from '../ec2/types';
import { World } from '../world/World';
import {
  current,
  enter,
  findServer,
  resume,
  ServerEvent,
  stall,
} from './replication';
import { SourceServer } from './types';

/** DRS calls an agent lost after this many seconds of silence. */
export const AGENT_LOST_SECONDS = 300;

/** The agent fell silent; DRS notices only after a while. */
export function agentLost(
  world: World,
  reference: ServerReference,
  instance: Instance,
): void {
  const server = findServer(world, reference);
  if (!server) return;
  world.schedule(AGENT_LOST_SECONDS, 'drs.agentLost', {
    ...reference,
    lostAt: world.now,
    instanceAccount: instance.account,
    instanceRegion: instance.region,
    instanceId: instance.id,
  });
}

export function onAgentLost(
  world: World,
  event: ServerReference & {
    lostAt: number;
    instanceAccount: string;
    instanceRegion: string;
    instanceId: string;
  },
): void {
  const server = findServer(world, event);
  if (!server || server.machine.instanceId !== event.instanceId) return;
  const agent = world.region(event.instanceAccount, event.instanceRegion).ec2
    .instances[event.instanceId]?.agent;
  const isBack =
    agent?.checkedInAt !== undefined &&
    agent.boundTo.serverId === event.serverId;
  if (isBack) return;
  stall(world, server, 'AGENT_NOT_SEEN');
  if (server.replication.consistentAt !== undefined) {
    server.replication.consistentAt = event.lostAt;
  }
}

/** The agent is there again. One whose server has turned to another machine does not count. */
export function agentConnected(
  world: World,
  reference: ServerReference,
  instance: Instance,
): void {
  const server = findServer(world, reference);
  if (
    server?.machine.instanceId === instance.id &&
    server.replication.error?.error === 'AGENT_NOT_SEEN'
  ) {
    resume(world, server);
  }
}

/** The server now protects another machine: silent first, then compared block by block. */
export function repoint(
  world: World,
  server: SourceServer,
  instance: Instance,
): void {
  server.machine = {
    account: instance.account,
    region: instance.region,
    instanceId: instance.id,
  };
  server.originAvailabilityZone = instance.availabilityZone;
  server.instanceType = instance.instanceType;
  server.privateIps = [instance.privateIp];
  server.replication.everSynced = true;
  server.replication.error = { error: 'AGENT_NOT_SEEN' };
  server.replication.consistentAt = world.now;
  enter(
    world,
    server,
    'STALLED',
    world.seconds(`repoint:${server.id}:${instance.id}`, 60, 120),
    'drs.repointed',
  );
}

export function onRepointed(world: World, event: ServerEvent): void {
  const server = current(world, event);
  if (!server) return;
  const { account, region, instanceId } = server.machine;
  const instance = world.region(account, region).ec2.instances[instanceId];
  // Where the new machine is silent as well, its agent's next check-in ends the stall.
  if (instance?.agent?.checkedInAt !== undefined) {
    resume(world, server);
  }
}
