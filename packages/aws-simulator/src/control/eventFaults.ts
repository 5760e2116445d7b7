import { fallBehind } from '../drs/interruptions';
import { compareAgain, resume, stall } from '../drs/replication';
import { SourceServer } from '../drs/types';
import { endOutage, powerOn, startOutage, stop } from '../ec2/machine';
import { Instance } from '../ec2/types';
import { World } from '../world/World';
import { Fault } from './faults';

function need(value: string | undefined, what: string): string {
  if (!value) {
    throw new Error(`This fault needs match.${what}`);
  }
  return value;
}

function instance(world: World, id: string): Instance {
  const found = world
    .regions()
    .map(state => state.ec2.instances[id])
    .find(Boolean);
  if (!found) throw new Error(`There is no EC2 instance ${id}`);
  return found;
}

/** A source server by its own id, or by the id of the instance that it protects. */
function server(world: World, id: string): SourceServer {
  const found = world
    .regions()
    .flatMap(state => Object.values(state.drs.sourceServers))
    .find(item => item.id === id || item.machine.instanceId === id);
  if (!found) throw new Error(`There is no source server ${id}`);
  return found;
}

function accountsOf(world: World, fault: Fault): string[] {
  return fault.match.account
    ? [fault.match.account]
    : Object.keys(world.state.accounts);
}

/** Lets something happen to the world at once. */
export function applyEventFault(world: World, fault: Fault): void {
  const { resourceId, region } = fault.match;
  switch (fault.kind) {
    case 'lag':
      fallBehind(
        world,
        server(world, need(resourceId, 'resourceId')),
        fault.seconds ?? 300,
        (fault.seconds ?? 300) * (fault.factor ?? 1),
      );
      break;
    case 'stall':
      stall(
        world,
        server(world, need(resourceId, 'resourceId')),
        fault.code ?? 'UNSTABLE_NETWORK',
        fault.message,
      );
      break;
    case 'recoverReplication':
      resume(world, server(world, need(resourceId, 'resourceId')));
      break;
    case 'rescan':
      compareAgain(world, server(world, need(resourceId, 'resourceId')));
      break;
    case 'regionOutage':
      accountsOf(world, fault).forEach(account =>
        startOutage(world, account, need(region, 'region')),
      );
      break;
    case 'regionRestored':
      accountsOf(world, fault).forEach(account =>
        endOutage(world, account, need(region, 'region')),
      );
      break;
    case 'instanceStopped':
      stop(world, instance(world, need(resourceId, 'resourceId')), 'Fault');
      break;
    case 'instanceStarted': {
      const machine = instance(world, need(resourceId, 'resourceId'));
      // As in EC2: what runs already, or is about to, stays as it is.
      if (!['running', 'pending'].includes(machine.state)) {
        powerOn(world, machine);
      }
      break;
    }
    default:
      throw new Error(`${fault.kind} does not happen by itself`);
  }
}
