import type { SourceServer as DrsSourceServer } from '@aws-sdk/client-drs';
import type { AwsClock } from './AwsClock';
import { readPlatform } from './readPlatform';
import { toDataReplication } from './toDataReplication';
import type { SourceServer } from './types';

/** Reads a source server as DRS describes it. */
export function toSourceServer(
  server: DrsSourceServer,
  clock: AwsClock,
): SourceServer {
  const properties = server.sourceProperties;
  const hints = properties?.identificationHints;
  return {
    id: server.sourceServerID ?? '',
    arn: server.arn ?? '',
    hostname: hints?.hostname,
    fqdn: hints?.fqdn,
    instanceId: hints?.awsInstanceID,
    platform: readPlatform(properties?.os?.fullString),
    tags: server.tags ?? {},
    replicationDirection:
      server.replicationDirection as SourceServer['replicationDirection'],
    originAccountId: server.sourceCloudProperties?.originAccountID,
    originRegion: server.sourceCloudProperties?.originRegion,
    recoveryInstanceId: server.recoveryInstanceId || undefined,
    reversedSourceServerArn: server.reversedDirectionSourceServerArn,
    lastLaunchJobId: server.lifeCycle?.lastLaunch?.initiated?.jobID,
    agentVersion: server.agentVersion,
    recommendedInstanceType: properties?.recommendedInstanceType,
    privateIps: (properties?.networkInterfaces ?? []).flatMap(
      networkInterface => networkInterface.ips ?? [],
    ),
    replication: toDataReplication(server.dataReplicationInfo, clock),
  };
}
