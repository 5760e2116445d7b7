import { peekFault } from '../control/faults';
import { isUp } from '../ec2/machine';
import { Instance } from '../ec2/types';
import { World } from '../world/World';

const PING_INTERVAL = 300_000;
/** SSM calls a node lost when it has been silent this long. */
const LOST_AFTER = 300_000;

/** Whether an instance is a managed node: registered once, and not stopped or terminated. */
export function isManaged(world: World, instance: Instance): boolean {
  return (
    instance.ssmRegisteredAt !== undefined &&
    instance.state === 'running' &&
    !peekFault(world, 'notManaged', {
      account: instance.account,
      region: instance.region,
      resourceIds: [instance.id],
    })
  );
}

/** Whether the SSM agent answers now. */
export function isReachable(instance: Instance): boolean {
  return (
    isUp(instance) &&
    instance.ssmOnlineSince !== undefined &&
    instance.ssmOnlineSince >= instance.upSince!
  );
}

/** When the node last pinged. While a machine is away this is the last ping before. */
export function lastPing(instance: Instance, now: number): number {
  const since = instance.ssmOnlineSince ?? instance.ssmRegisteredAt ?? now;
  const until = isReachable(instance)
    ? now
    : Math.max(since, instance.downSince ?? since);
  return since + Math.floor((until - since) / PING_INTERVAL) * PING_INTERVAL;
}

/** What SSM thinks of a node: it takes a while to notice that one is gone. */
export function pingStatus(
  instance: Instance,
  now: number,
): 'Online' | 'ConnectionLost' {
  if (isReachable(instance)) return 'Online';
  return now - (instance.downSince ?? now) < LOST_AFTER
    ? 'Online'
    : 'ConnectionLost';
}
