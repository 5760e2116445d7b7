import { isDeepStrictEqual } from 'node:util';
import {
  LAUNCH_SETTINGS_FIELDS,
  type LaunchConfig,
  type LaunchSettings,
  type ProtectionGroup,
} from '@internal/plugin-disaster-recovery-common';
import type { MirroredGroupInput, ResolvedServer } from '../protection-groups';
import { swapLaunchConfig } from './swapLaunchConfig';

/** A server on its way back: what it was in the original group, and which reversed source server carries it now. */
export interface MirroredServer {
  original: ResolvedServer;
  recoveryInstanceId: string;
  reversedSourceServerId: string;
  reversedSourceServerArn: string;
  /** The tags that the reversed source server has already. */
  reversedTags: Record<string, string>;
  /** Both halves as they hold for the reversed source server. */
  mirrored: LaunchConfig;
}

/** Swaps what holds for one server. */
export function mirrorServer(
  original: ResolvedServer,
  reversed: Omit<MirroredServer, 'original' | 'mirrored'>,
): MirroredServer {
  return {
    original,
    ...reversed,
    mirrored: swapLaunchConfig(original.effective),
  };
}

/** Only what all servers state can stand in the group: an override cannot take a field of its group away. */
function commonSettings(
  all: LaunchSettings[],
  preferred: LaunchSettings,
): LaunchSettings {
  return Object.fromEntries(
    LAUNCH_SETTINGS_FIELDS.flatMap(field => {
      const values = all.map(settings => settings[field]);
      if (values.length === 0 || values.includes(undefined)) {
        return [];
      }
      const same = values.every(value => isDeepStrictEqual(value, values[0]));
      const value = same ? values[0] : preferred[field];
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

function differing(
  settings: LaunchSettings,
  common: LaunchSettings,
): LaunchSettings | undefined {
  const fields = LAUNCH_SETTINGS_FIELDS.filter(
    field =>
      settings[field] !== undefined &&
      !isDeepStrictEqual(settings[field], common[field]),
  );
  return fields.length === 0
    ? undefined
    : Object.fromEntries(fields.map(field => [field, settings[field]]));
}

/**
 * The group of the way back: in the source region's DRS, holding the reversed source servers by id, with both halves of
 * each server's launch settings swapped. What all servers share stands in the group, the rest in overrides, so that the
 * mirrored group reads as one would have written it.
 *
 * @param servers - those of the group that failed over and can be mirrored; one at least
 */
export function mirrorGroup(
  original: ProtectionGroup,
  servers: MirroredServer[],
  by: { sessionId: string; createdBy: string },
): MirroredGroupInput {
  const preferred = swapLaunchConfig(original.launchConfig);
  const launchConfig: LaunchConfig = {
    recovery: commonSettings(
      servers.map(({ mirrored }) => mirrored.recovery),
      preferred.recovery,
    ),
    origin: commonSettings(
      servers.map(({ mirrored }) => mirrored.origin),
      preferred.origin,
    ),
  };
  const serverOverrides: MirroredGroupInput['serverOverrides'] = {};
  for (const { reversedSourceServerId, mirrored } of servers) {
    const recovery = differing(mirrored.recovery, launchConfig.recovery);
    const origin = differing(mirrored.origin, launchConfig.origin);
    if (recovery || origin) {
      serverOverrides[reversedSourceServerId] = {
        ...(recovery && { recovery }),
        ...(origin && { origin }),
      };
    }
  }
  return {
    mirrorOf: { sessionId: by.sessionId, protectionGroupId: original.id },
    originalName: original.name,
    description: original.description,
    owner: original.owner,
    entityRef: original.entityRef,
    accountId: original.sourceAccountId,
    region: original.sourceRegion,
    sourceAccountId: original.accountId,
    sourceRegion: original.region,
    selection: {
      by: 'ids',
      sourceServerIds: servers.map(server => server.reversedSourceServerId),
    },
    identities: Object.fromEntries(
      servers.map(({ original: { hostname, platform }, ...server }) => [
        server.reversedSourceServerId,
        { hostname, platform, instanceId: server.recoveryInstanceId },
      ]),
    ),
    selectedByTags:
      original.selection.by === 'tags'
        ? original.selection.tags
        : original.selectedByTags,
    launchConfig,
    serverOverrides,
    createdBy: by.createdBy,
  };
}
