import { Operations, read, write } from '../Call';
import { conflict } from './errors';
import { sourceServerOf } from './lookUp';
import { LaunchConfiguration, SourceServer } from './types';

function viewLaunchConfiguration(
  server: SourceServer,
): Record<string, unknown> {
  return { sourceServerID: server.id, ...server.launchConfiguration };
}

function viewReplicationConfiguration(server: SourceServer) {
  return {
    sourceServerID: server.id,
    name: server.hostname,
    replicatedDisks: server.disks.map((disk, index) => ({
      deviceName: disk.deviceName,
      isBootDisk: index === 0,
      stagingDiskType: 'AUTO',
      optimizedStagingDiskType: 'GP3',
      iops: 0,
      throughput: 0,
    })),
    ...server.replicationConfiguration,
  };
}

/** The members that a request gives, without the one that names the server. */
function given(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).filter(
      ([name, value]) => name !== 'sourceServerID' && value !== undefined,
    ),
  );
}

export const configurationOperations: Operations = {
  GetLaunchConfiguration: read((input, call) =>
    viewLaunchConfiguration(sourceServerOf(call, input.sourceServerID)),
  ),

  UpdateLaunchConfiguration: write((input, call) => {
    const server = sourceServerOf(call, input.sourceServerID);
    if (server.replication.state === 'DISCONNECTED') {
      throw conflict(
        `Source Server ${server.id} is disconnected.`,
        'SOURCE_SERVER',
        server.id,
      );
    }
    const merged = {
      ...server.launchConfiguration,
      ...given(input),
    } as LaunchConfiguration;
    const launchesInto =
      merged.launchIntoInstanceProperties?.launchIntoEC2InstanceID;
    if (launchesInto && (merged.copyPrivateIp || merged.copyTags)) {
      throw conflict(
        'Launching into an existing instance cannot be combined with copying the private IP or tags.',
        'SOURCE_SERVER',
        server.id,
      );
    }
    server.launchConfiguration = merged;
    return viewLaunchConfiguration(server);
  }),

  GetReplicationConfiguration: read((input, call) =>
    viewReplicationConfiguration(sourceServerOf(call, input.sourceServerID)),
  ),

  UpdateReplicationConfiguration: write((input, call) => {
    const server = sourceServerOf(call, input.sourceServerID);
    server.replicationConfiguration = {
      ...server.replicationConfiguration,
      ...given(input),
    };
    return viewReplicationConfiguration(server);
  }),
};
