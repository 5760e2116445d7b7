import { World } from '../world/World';
import { drsDate } from '../wire/timestamps';
import { drsArn } from './arns';
import { SourceServer } from './types';
import { viewReplication } from './viewReplication';

export const AGENT_VERSION = '6.14.0';

/** How the last launch of a source server went. */
function lastLaunchResult(server: SourceServer): string {
  const status = server.lastLaunch?.status;
  if (status === undefined) return 'NOT_STARTED';
  if (status === 'LAUNCHED' || status === 'TERMINATED') return 'SUCCEEDED';
  return status === 'FAILED' ? 'FAILED' : 'PENDING';
}

/** When DRS last saw the agent that feeds a server. */
function lastSeen(world: World, server: SourceServer): number | undefined {
  const { account, region, instanceId } = server.machine;
  const agent = world.hasAccount(account)
    ? world.region(account, region).ec2.instances[instanceId]?.agent
    : undefined;
  if (agent?.boundTo.serverId !== server.id) return undefined;
  return agent.checkedInAt !== undefined ? world.now : agent.lastSeenAt;
}

function asDate(time: number | undefined): string | undefined {
  return time === undefined ? undefined : drsDate(time);
}

/** A source server as DescribeSourceServers shows it. */
export function viewSourceServer(
  world: World,
  server: SourceServer,
): Record<string, unknown> {
  const launch = server.lastLaunch;
  const disconnected = server.replication.state === 'DISCONNECTED';
  return {
    sourceServerID: server.id,
    arn: drsArn('source-server', server, server.id),
    tags: server.tags,
    recoveryInstanceId: server.recoveryInstanceId,
    lastLaunchResult: lastLaunchResult(server),
    dataReplicationInfo: viewReplication(
      disconnected
        ? {
            ...server,
            disks: server.disks.map(disk => ({ ...disk, bytes: 0 })),
          }
        : server,
      world.now,
    ),
    lifeCycle: {
      addedToServiceDateTime: drsDate(server.addedAt),
      firstByteDateTime: asDate(server.firstByteAt),
      elapsedReplicationDuration: undefined,
      lastSeenByServiceDateTime: asDate(lastSeen(world, server)),
      lastLaunch: launch && {
        initiated: {
          apiCallDateTime: drsDate(launch.at),
          jobID: launch.jobId,
          type: launch.type,
        },
        status: launch.status,
      },
    },
    sourceProperties: {
      lastUpdatedDateTime: drsDate(server.addedAt),
      recommendedInstanceType: server.recommendedInstanceType,
      identificationHints: {
        fqdn: server.fqdn,
        hostname: server.hostname,
        awsInstanceID: server.machine.instanceId,
      },
      networkInterfaces: [{ ips: server.privateIps, isPrimary: true }],
      disks: server.disks,
      cpus: [{ cores: 2, modelName: 'Intel(R) Xeon(R) Platinum 8259CL' }],
      ramBytes: 8 * 1024 ** 3,
      os: { fullString: server.os },
      supportsNitroInstances: true,
    },
    stagingArea: {
      status: 'NOT_EXTENDED',
      stagingAccountID: server.account,
    },
    sourceCloudProperties: {
      originAccountID: server.machine.account,
      originRegion: server.machine.region,
      originAvailabilityZone: server.originAvailabilityZone,
    },
    replicationDirection: server.direction,
    reversedDirectionSourceServerArn:
      server.reversed &&
      drsArn('source-server', server.reversed, server.reversed.serverId),
    agentVersion: AGENT_VERSION,
  };
}
