import { bindAgent } from '../agents/agentLifecycle';
import { canRun } from '../agents/agentState';
import { Call } from '../Call';
import { peekFault } from '../control/faults';
import { Instance } from '../ec2/types';
import { drsArn } from './arns';
import { createServer } from './createServer';
import { conflict, invalid, uninitialized } from './errors';
import { recoveryInstanceOf } from './lookUp';
import { AGENT_LOST_SECONDS, repoint } from './agentContact';
import { findServer, initiate, referenceTo } from './replication';
import { RecoveryInstance, SourceServer } from './types';

/** Whether the agent on a recovery instance was heard of lately. */
function isAgentSeen(call: Call, instance: Instance): boolean {
  const agent = instance.agent;
  if (!canRun(agent, call.now)) return false;
  return (
    agent.checkedInAt !== undefined ||
    (agent.lastSeenAt !== undefined &&
      call.now - agent.lastSeenAt < AGENT_LOST_SECONDS * 1000)
  );
}

function assertReversible(call: Call, item: RecoveryInstance): Instance {
  const instance = call.state.ec2.instances[item.id];
  if (item.disconnected) {
    throw conflict(
      `Recovery instance ${item.id} is disconnected.`,
      'RECOVERY_INSTANCE',
      item.id,
    );
  }
  if (item.reversed && findServer(call.world, item.reversed)) {
    throw conflict(
      `Replication of recovery instance ${item.id} is already reversed.`,
      'RECOVERY_INSTANCE',
      item.id,
    );
  }
  if (!instance || !isAgentSeen(call, instance)) {
    throw conflict(
      `Recovery instance ${item.id} has not finished initializing.`,
      'RECOVERY_INSTANCE',
      item.id,
    );
  }
  if (instance.agent?.mode !== 'recovery') {
    throw conflict(
      `The agent on recovery instance ${item.id} replicates to another source server.`,
      'RECOVERY_INSTANCE',
      item.id,
    );
  }
  return instance;
}

/** The server that went the other way before, and takes its place again. */
function earlierServer(
  call: Call,
  source: SourceServer,
): SourceServer | undefined {
  if (source.direction !== 'FAILBACK' || !source.reversed) return undefined;
  const server = findServer(call.world, source.reversed);
  return server?.replication.state === 'DISCONNECTED' ? undefined : server;
}

/** ReverseReplication: a new server in the origin region, or the earlier one turned to this instance. */
export function reverseReplication(
  input: { recoveryInstanceID: string },
  call: Call,
): Record<string, unknown> {
  const { world } = call;
  const item = recoveryInstanceOf(call, input.recoveryInstanceID);
  const source = call.state.drs.sourceServers[item.sourceServerId];
  if (!source) {
    throw invalid(
      'recoveryInstanceID',
      `The source server of recovery instance ${item.id} does not exist.`,
    );
  }
  const owner = { account: item.originAccount, region: item.originRegion };
  const isOff =
    !world.region(owner.account, owner.region).drs.initialized ||
    peekFault(world, 'regionUninitialized', owner);
  if (isOff) throw uninitialized();
  const instance = assertReversible(call, item);

  let server = earlierServer(call, source);
  if (server) {
    repoint(world, server, instance);
  } else {
    server = createServer(world, owner, instance, {
      direction: 'FAILBACK',
      tags: {},
    });
    server.reversed = referenceTo(source);
    source.reversed = referenceTo(server);
    initiate(world, server);
  }
  bindAgent(world, instance, referenceTo(server));
  item.reversed = referenceTo(server);
  item.failbackStartedAt = call.now;
  item.failbackStopped = undefined;
  return {
    reversedDirectionSourceServerArn: drsArn('source-server', owner, server.id),
  };
}
