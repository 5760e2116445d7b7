import { agentWentDown, agentWentUp } from '../agents/agentLifecycle';
import { peekFault } from '../control/faults';
import { World } from '../world/World';
import { Instance } from './types';

type InstanceEvent = {
  account: string;
  region: string;
  id: string;
  boot?: number;
};

/** The instance of an event, if there still is one. */
export function instanceOf(
  world: World,
  event: InstanceEvent,
): Instance | undefined {
  return world.region(event.account, event.region).ec2.instances[event.id];
}

/** Whether the operating system answers. */
export function isUp(instance: Instance): boolean {
  return instance.state === 'running' && instance.upSince !== undefined;
}

function eventFor(instance: Instance): InstanceEvent {
  return {
    account: instance.account,
    region: instance.region,
    id: instance.id,
    boot: instance.bootCount,
  };
}

export function hasPolicy(
  world: World,
  instance: Instance,
  policy: 'ssm' | 'drs',
): boolean {
  const profiles = world.state.accounts[instance.account].instanceProfiles;
  const name = instance.instanceProfileName;
  return (
    name !== undefined && Boolean(profiles[name]?.policies.includes(policy))
  );
}

function goDown(world: World, instance: Instance): void {
  if (instance.upSince !== undefined) {
    instance.upSince = undefined;
    instance.downSince = world.now;
    agentWentDown(world, instance);
  }
  // Whatever was planned for the boot that is over does not happen any more.
  instance.bootCount += 1;
}

/** From power on: the state becomes running soon, the operating system is up later. */
export function powerOn(world: World, instance: Instance): void {
  instance.state = 'pending';
  instance.bootCount += 1;
  const seconds = world.seconds(
    `running:${instance.id}:${instance.bootCount}`,
    5,
    20,
  );
  world.schedule(seconds, 'ec2.running', eventFor(instance));
}

export function onRunning(world: World, event: InstanceEvent): void {
  const instance = instanceOf(world, event);
  if (!instance || instance.bootCount !== event.boot) return;
  instance.state = 'running';
  boot(world, instance, 20, 60);
}

function boot(
  world: World,
  instance: Instance,
  least: number,
  most: number,
): void {
  if (world.state.outages[`${instance.account}/${instance.region}`]) return;
  const seconds = world.seconds(
    `up:${instance.id}:${instance.bootCount}`,
    least,
    most,
  );
  world.schedule(seconds, 'ec2.up', eventFor(instance));
}

export function onUp(world: World, event: InstanceEvent): void {
  const instance = instanceOf(world, event);
  if (!instance || instance.bootCount !== event.boot) return;
  instance.upSince = world.now;
  agentWentUp(world, instance);
  const seconds = world.seconds(
    `ssm:${instance.id}:${instance.bootCount}`,
    15,
    60,
  );
  world.schedule(
    instance.ssmRegisteredAt === undefined ? seconds + 45 : seconds,
    'ec2.ssmOnline',
    eventFor(instance),
  );
}

export function onSsmOnline(world: World, event: InstanceEvent): void {
  const instance = instanceOf(world, event);
  if (!instance || instance.bootCount !== event.boot) return;
  if (hasPolicy(world, instance, 'ssm')) {
    instance.ssmRegisteredAt ??= world.now;
    instance.ssmOnlineSince = world.now;
  }
}

/** A reboot: the state stays running, the operating system is away for a while. */
export function reboot(world: World, instance: Instance): void {
  if (instance.state !== 'running') return;
  goDown(world, instance);
  const hangs = peekFault(world, 'rebootHangs', {
    account: instance.account,
    region: instance.region,
    resourceIds: [instance.id],
  });
  if (!hangs) {
    boot(world, instance, 60, 180);
  }
}

export function stop(world: World, instance: Instance, reason: string): void {
  if (instance.state !== 'running' && instance.state !== 'pending') return;
  goDown(world, instance);
  instance.state = 'stopping';
  instance.stateReason = reason;
  world.schedule(
    world.seconds(`stop:${instance.id}:${instance.bootCount}`, 15, 45),
    'ec2.stopped',
    eventFor(instance),
  );
}

export function onStopped(world: World, event: InstanceEvent): void {
  const instance = instanceOf(world, event);
  if (!instance || instance.bootCount !== event.boot) return;
  instance.state = 'stopped';
}

export function terminate(
  world: World,
  instance: Instance,
  reason: string,
): void {
  if (instance.state === 'terminated' || instance.state === 'shutting-down')
    return;
  goDown(world, instance);
  instance.state = 'shutting-down';
  instance.stateReason = reason;
  world.schedule(
    world.seconds(`terminate:${instance.id}`, 20, 50),
    'ec2.terminated',
    eventFor(instance),
  );
}

export function onTerminated(world: World, event: InstanceEvent): void {
  const instance = instanceOf(world, event);
  if (!instance) return;
  instance.state = 'terminated';
  instance.terminatedAt = world.now;
  instance.volumes = [];
  world.schedule(3600, 'ec2.forgotten', eventFor(instance));
}

export function onForgotten(world: World, event: InstanceEvent): void {
  delete world.region(event.account, event.region).ec2.instances[event.id];
}

/** All instances of a region lose power, and stay without until it is restored. */
export function startOutage(
  world: World,
  account: string,
  region: string,
): void {
  world.state.outages[`${account}/${region}`] = true;
  for (const instance of Object.values(
    world.region(account, region).ec2.instances,
  )) {
    if (isUp(instance)) {
      goDown(world, instance);
    }
  }
}

export function endOutage(world: World, account: string, region: string): void {
  delete world.state.outages[`${account}/${region}`];
  for (const instance of Object.values(
    world.region(account, region).ec2.instances,
  )) {
    if (instance.state === 'running' && !isUp(instance)) {
      boot(world, instance, 60, 180);
    }
  }
}
