import { agentConnected, agentLost } from '../drs/agentContact';
import { peekFault } from '../control/faults';
import { hasPolicy, instanceOf, isUp } from '../ec2/machine';
import { Instance } from '../ec2/types';
import { World } from '../world/World';
import { canRun, isUninstalled, isUninstalling } from './agentState';
import { ServerReference } from './types';

type CheckIn = { account: string; region: string; id: string; boot: number };

/** How long an agent takes for something, with the slowness that settings and faults add. */
export function agentSeconds(
  world: World,
  instance: Instance,
  purpose: string,
  least: number,
  most: number,
): number {
  const slow = peekFault(world, 'slowAgents', {
    account: instance.account,
    region: instance.region,
    resourceIds: [instance.id],
  });
  return (
    world.seconds(
      `${purpose}:${instance.id}:${instance.bootCount}`,
      least,
      most,
    ) *
    world.settings.agentSlowness *
    (slow?.factor ?? 1)
  );
}

/** The instance lost its operating system: the agent falls silent, and an uninstaller is cut short. */
export function agentWentDown(world: World, instance: Instance): void {
  const agent = instance.agent;
  if (!agent) return;
  if (isUninstalling(agent, world.now)) {
    agent.uninstall = undefined;
    agent.directoryRemovedAt = undefined;
  }
  if (agent.checkedInAt !== undefined) {
    agent.checkedInAt = undefined;
    agent.lastSeenAt = world.now;
    if (agent.mode === 'source') {
      agentLost(world, agent.boundTo, instance);
    }
  }
}

/** The operating system is up: a driver left by an uninstaller is gone, an agent starts. */
export function agentWentUp(world: World, instance: Instance): void {
  const agent = instance.agent;
  if (!agent) return;
  if (isUninstalled(agent, world.now)) {
    agent.rebootedSinceUninstall = true;
    return;
  }
  planCheckIn(world, instance);
}

/** Lets the agent reach DRS in a while. A disk that boots for the first time takes longer. */
export function planCheckIn(world: World, instance: Instance): void {
  const agent = instance.agent;
  if (!agent) return;
  const isFirst = agent.mode === 'recovery' && agent.lastSeenAt === undefined;
  world.schedule(
    isFirst
      ? agentSeconds(world, instance, 'checkIn', 60, 240)
      : agentSeconds(world, instance, 'checkIn', 20, 60),
    'agent.checkIn',
    {
      account: instance.account,
      region: instance.region,
      id: instance.id,
      boot: instance.bootCount,
    } satisfies CheckIn,
  );
}

export function onCheckIn(world: World, event: CheckIn): void {
  const instance = instanceOf(world, event);
  if (!instance || instance.bootCount !== event.boot || !isUp(instance)) return;
  const agent = instance.agent;
  if (!canRun(agent, world.now)) return;
  const silenced = peekFault(world, 'agentNeverChecksIn', {
    account: instance.account,
    region: instance.region,
    resourceIds: [instance.id, agent.boundTo.serverId],
  });
  // An agent on a recovery instance signs its calls with the instance's profile.
  if (
    silenced ||
    (agent.mode === 'recovery' && !hasPolicy(world, instance, 'drs'))
  ) {
    return;
  }
  agent.checkedInAt = world.now;
  agent.lastSeenAt = undefined;
  if (agent.mode === 'source') {
    agentConnected(world, agent.boundTo, instance);
  }
}

/** The agent stops to exist as far as DRS can see: it was uninstalled. */
export function agentRemoved(
  world: World,
  instance: Instance,
  at: number,
): void {
  const agent = instance.agent;
  if (agent?.checkedInAt === undefined) return;
  agent.checkedInAt = undefined;
  agent.lastSeenAt = at;
  if (agent.mode === 'source') {
    agentLost(world, agent.boundTo, instance);
  }
}

/** A running agent turns to another server, as after ReverseReplication. */
export function bindAgent(
  world: World,
  instance: Instance,
  server: ServerReference,
): void {
  const agent = instance.agent;
  if (!agent) return;
  agent.mode = 'source';
  agent.boundTo = server;
  agent.checkedInAt ??= world.now;
}

/** DRS tells an agent to uninstall itself, after a disconnect. */
export function onRemoteUninstall(
  world: World,
  event: { account: string; region: string; id: string; serverId: string },
): void {
  const instance = instanceOf(world, event);
  const agent = instance?.agent;
  if (!instance || !agent || !isUp(instance)) return;
  if (agent.boundTo.serverId === event.serverId && !agent.uninstall) {
    agent.uninstall = { startedAt: world.now, endsAt: world.now };
    agentRemoved(world, instance, world.now);
  }
}
