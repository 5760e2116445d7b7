import { Operations, read, write } from '../Call';
import { drsDate, parseTimestamp } from '../wire/timestamps';
import { createServer } from './createServer';
import { conflict, invalid } from './errors';
import { sourceServerOf } from './lookUp';
import { pageOf } from './pageOf';
import { beginStop, endReplication, isStopping } from './interruptions';
import { initiate, resume } from './replication';
import { snapshotsOf } from './snapshots';
import { SourceServer } from './types';
import { viewSourceServer } from './viewSourceServer';

function assertIdle(server: SourceServer): void {
  if (server.activeJobId) {
    throw conflict(
      `Source Server ${server.id} is currently being processed by a Job`,
      'SOURCE_SERVER',
      server.id,
    );
  }
}

function wanted(ids: string[] | undefined): (id: string) => boolean {
  const set = ids?.length ? new Set(ids) : undefined;
  return id => !set || set.has(id);
}

export const serverOperations: Operations = {
  DescribeSourceServers: read((input, call) => {
    const isWanted = wanted(input.filters?.sourceServerIDs);
    const accounts = input.filters?.stagingAccountIDs;
    const servers = Object.values(call.state.drs.sourceServers).filter(
      server =>
        server.visibleAt <= call.now &&
        isWanted(server.id) &&
        (!accounts?.length || accounts.includes(server.account)) &&
        (!input.filters?.hardwareId ||
          input.filters.hardwareId === server.machine.instanceId),
    );
    const page = pageOf(call, input, servers, server => server.id);
    return {
      items: page.items.map(server => viewSourceServer(call.world, server)),
      nextToken: page.nextToken,
    };
  }),

  DescribeRecoverySnapshots: read((input, call) => {
    const server = call.state.drs.sourceServers[input.sourceServerID];
    const from = input.filters?.fromDateTime
      ? parseTimestamp(input.filters.fromDateTime)
      : -Infinity;
    const to = input.filters?.toDateTime
      ? parseTimestamp(input.filters.toDateTime)
      : Infinity;
    const snapshots = (server ? snapshotsOf(call.world, server) : []).filter(
      snapshot => snapshot.at >= from && snapshot.at <= to,
    );
    if (input.order === 'ASC') snapshots.reverse();
    const page = pageOf(call, input, snapshots, snapshot => snapshot.id);
    return {
      items: page.items.map(snapshot => ({
        snapshotID: snapshot.id,
        sourceServerID: server.id,
        expectedTimestamp: drsDate(snapshot.at),
        timestamp: drsDate(snapshot.at),
        ebsSnapshots: server.disks.map(
          disk =>
            `snap-${call.world.random.hex(
              `${snapshot.id}:${disk.deviceName}`,
              17,
            )}`,
        ),
      })),
      nextToken: page.nextToken,
    };
  }),

  StartReplication: write((input, call) => {
    const server = sourceServerOf(call, input.sourceServerID);
    assertIdle(server);
    if (server.replication.state !== 'STOPPED') {
      throw conflict(
        `Cannot start replication of Source Server ${server.id} in state ${server.replication.state}.`,
        'SOURCE_SERVER',
        server.id,
      );
    }
    initiate(call.world, server);
    return { sourceServer: viewSourceServer(call.world, server) };
  }),

  StopReplication: write((input, call) => {
    const server = sourceServerOf(call, input.sourceServerID);
    assertIdle(server);
    const { state } = server.replication;
    if (state === 'DISCONNECTED') {
      throw conflict(
        `Source Server ${server.id} is disconnected.`,
        'SOURCE_SERVER',
        server.id,
      );
    }
    if (state === 'STOPPED' || isStopping(server)) {
      call.changed = false;
    } else {
      beginStop(call.world, server);
    }
    return { sourceServer: viewSourceServer(call.world, server) };
  }),

  RetryDataReplication: write((input, call) => {
    const server = sourceServerOf(call, input.sourceServerID);
    if (server.replication.state !== 'STALLED') {
      throw invalid(
        'sourceServerID',
        `Data replication of Source Server ${server.id} is not stalled.`,
      );
    }
    resume(call.world, server);
    return viewSourceServer(call.world, server);
  }),

  DisconnectSourceServer: write((input, call) => {
    const server = sourceServerOf(call, input.sourceServerID);
    assertIdle(server);
    if (server.recoveryInstanceId) {
      throw conflict(
        `Cannot disconnect Source Server ${server.id} because it has a Recovery Instance.`,
        'SOURCE_SERVER',
        server.id,
      );
    }
    endReplication(call.world, server, 'DISCONNECTED');
    delete call.state.ec2.launchTemplates[
      server.launchConfiguration.ec2LaunchTemplateID
    ];
    call.world.schedule(600, 'agent.remoteUninstall', {
      account: server.machine.account,
      region: server.machine.region,
      id: server.machine.instanceId,
      serverId: server.id,
    });
    return viewSourceServer(call.world, server);
  }),

  DeleteSourceServer: write((input, call) => {
    const server = sourceServerOf(call, input.sourceServerID);
    if (server.replication.state !== 'DISCONNECTED') {
      throw conflict(
        `Cannot delete Source Server ${server.id} because it is not disconnected.`,
        'SOURCE_SERVER',
        server.id,
      );
    }
    delete call.state.drs.sourceServers[server.id];
  }),

  CreateExtendedSourceServer: write((input, call) => {
    const [, , , region, account, resource] = input.sourceServerArn.split(':');
    const staged = call.world.hasAccount(account)
      ? call.world.region(account, region).drs.sourceServers[
          resource.split('/')[1]
        ]
      : undefined;
    const instance =
      staged &&
      call.world.region(staged.machine.account, staged.machine.region).ec2
        .instances[staged.machine.instanceId];
    if (!instance || region !== call.region) {
      throw invalid('sourceServerArn', 'Error in Authorization');
    }
    const server = createServer(call.world, call, instance, {
      direction: 'FAILOVER',
      tags: input.tags ?? {},
    });
    initiate(call.world, server);
    return { sourceServer: viewSourceServer(call.world, server) };
  }),

  ListExtensibleSourceServers: read((input, call) => {
    const servers =
      call.world.hasAccount(input.stagingAccountID) &&
      input.stagingAccountID !== call.account
        ? Object.values(
            call.world.region(input.stagingAccountID, call.region).drs
              .sourceServers,
          )
        : [];
    const page = pageOf(call, input, servers, server => server.id);
    return {
      items: page.items.map(server => {
        const view = viewSourceServer(call.world, server);
        return { arn: view.arn, hostname: server.hostname, tags: server.tags };
      }),
      nextToken: page.nextToken,
    };
  }),

  ListStagingAccounts: read((_input, call) => ({
    accounts: Object.keys(call.world.state.accounts)
      .filter(id => id !== call.account)
      .map(accountID => ({ accountID })),
  })),
};
