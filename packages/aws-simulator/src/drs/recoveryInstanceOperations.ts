import { Call, Operations, read, write } from '../Call';
import { takeFault } from '../control/faults';
import { conflict } from './errors';
import { assertRoom, createJob } from './jobs';
import { recoveryInstanceOf } from './lookUp';
import { pageOf } from './pageOf';
import { findServer } from './replication';
import { reverseReplication } from './reverseReplication';
import { RecoveryInstance } from './types';
import { viewJob } from './viewJob';
import { viewRecoveryInstance } from './viewRecoveryInstance';

/** Whether a recovery instance feeds a failback server that still replicates. */
function isFailingBack(call: Call, item: RecoveryInstance): boolean {
  const reversed = item.reversed && findServer(call.world, item.reversed);
  return (
    reversed?.direction === 'FAILBACK' &&
    reversed.machine.instanceId === item.id &&
    !['STOPPED', 'DISCONNECTED'].includes(reversed.replication.state)
  );
}

function mustExist(call: Call, id: string): RecoveryInstance {
  const item = call.state.drs.recoveryInstances[id];
  if (!item || item.terminatedAt !== undefined) {
    throw conflict(
      `Recovery instance ${id} does not exist.`,
      'RECOVERY_INSTANCE',
      id,
    );
  }
  return item;
}

function assertIdle(call: Call, item: RecoveryInstance): void {
  const server = call.state.drs.sourceServers[item.sourceServerId];
  if (server?.activeJobId) {
    throw conflict(
      `The Source Server of recovery instance ${item.id} is currently being processed by a Job`,
      'RECOVERY_INSTANCE',
      item.id,
    );
  }
}

function unlink(call: Call, item: RecoveryInstance): void {
  const server = call.state.drs.sourceServers[item.sourceServerId];
  if (server?.recoveryInstanceId === item.id) {
    server.recoveryInstanceId = undefined;
  }
}

export const recoveryInstanceOperations: Operations = {
  DescribeRecoveryInstances: read((input, call) => {
    const { recoveryInstanceIDs, sourceServerIDs } = input.filters ?? {};
    const ids = recoveryInstanceIDs?.length && new Set(recoveryInstanceIDs);
    const servers = sourceServerIDs?.length && new Set(sourceServerIDs);
    const found = Object.values(call.state.drs.recoveryInstances).filter(
      item =>
        item.visibleAt <= call.now &&
        (!ids || ids.has(item.id)) &&
        (!servers || servers.has(item.sourceServerId)),
    );
    const page = pageOf(call, input, found, item => item.id);
    return {
      items: page.items.map(item => viewRecoveryInstance(call.world, item)),
      nextToken: page.nextToken,
    };
  }),

  ReverseReplication: write(reverseReplication),

  TerminateRecoveryInstances: write((input, call) => {
    const ids: string[] = [...new Set<string>(input.recoveryInstanceIDs)];
    const items = ids.map(id => mustExist(call, id));
    const refused = takeFault(call.world, 'terminateRefused', {
      account: call.account,
      region: call.region,
      resourceIds: ids,
    });
    if (refused) {
      throw conflict(
        refused.message ?? 'Recovery instances cannot be terminated.',
        'RECOVERY_INSTANCE',
        ids[0],
      );
    }
    const failingBack = items.find(item => isFailingBack(call, item));
    if (failingBack) {
      throw conflict(
        `Recovery instances cannot be terminated during failback. Stop the replication of ${failingBack.id} first.`,
        'RECOVERY_INSTANCE',
        failingBack.id,
      );
    }
    const servers = items
      .map(item => call.state.drs.sourceServers[item.sourceServerId])
      .filter(Boolean);
    assertRoom(call.world, call, servers);
    const job = createJob(call.world, call, {
      type: 'TERMINATE',
      initiatedBy: 'TERMINATE_RECOVERY_INSTANCES',
      isDrill: false,
      startedBy: call.principal,
      servers: items.map(item => ({
        sourceServerId: item.sourceServerId,
        recoveryInstanceId: item.id,
        launchStatus: 'PENDING',
        done: false,
      })),
    });
    return { job: viewJob(job) };
  }),

  DisconnectRecoveryInstance: write((input, call) => {
    const item = recoveryInstanceOf(call, input.recoveryInstanceID);
    assertIdle(call, item);
    if (isFailingBack(call, item)) {
      throw conflict(
        `Recovery instance ${item.id} cannot be disconnected during failback.`,
        'RECOVERY_INSTANCE',
        item.id,
      );
    }
    item.disconnected = true;
    unlink(call, item);
    call.world.schedule(600, 'agent.remoteUninstall', {
      account: item.account,
      region: item.region,
      id: item.id,
      serverId: item.sourceServerId,
    });
  }),

  DeleteRecoveryInstance: write((input, call) => {
    const item = mustExist(call, input.recoveryInstanceID);
    assertIdle(call, item);
    if (isFailingBack(call, item)) {
      throw conflict(
        `Recovery instance ${item.id} cannot be deleted during failback.`,
        'RECOVERY_INSTANCE',
        item.id,
      );
    }
    unlink(call, item);
    delete call.state.drs.recoveryInstances[item.id];
  }),

  StartFailbackLaunch: write((input, call) => {
    const [first] = input.recoveryInstanceIDs.map((id: string) =>
      mustExist(call, id),
    );
    // Only for machines from outside AWS, which use the Failback Client; all here come from EC2.
    throw conflict(
      `Recovery instance ${first.id} did not originate outside of AWS. Use StartRecovery on its reversed source server.`,
      'RECOVERY_INSTANCE',
      first.id,
    );
  }),

  StopFailback: write((input, call) => {
    const item = recoveryInstanceOf(call, input.recoveryInstanceID);
    item.failbackStopped = true;
  }),

  GetFailbackReplicationConfiguration: read((input, call) => {
    const item = recoveryInstanceOf(call, input.recoveryInstanceID);
    return { recoveryInstanceID: item.id, ...item.failbackConfiguration };
  }),
};
