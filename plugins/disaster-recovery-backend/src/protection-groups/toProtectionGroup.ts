import {
  groupHealth,
  type LaunchConfigOverrides,
  type ProtectedServer,
  type ProtectionGroup,
  type ProtectionGroupSummary,
} from '@internal/plugin-disaster-recovery-common';
import type { GroupHead, GroupRow, ServerHead, ServerRow } from './rows';
import type { GroupUse } from './types';

function toProtectedServer(
  row: ServerRow,
  overrides: LaunchConfigOverrides | undefined,
): ProtectedServer {
  return {
    sourceServerId: row.source_server_id,
    hostname: row.hostname ?? undefined,
    originInstanceId: row.origin_instance_id ?? undefined,
    platform: row.platform ?? undefined,
    tags: row.tags,
    overrides: overrides ?? {},
    captured: row.captured ?? undefined,
    captureError: row.capture_error ?? undefined,
    drift: row.drift,
    driftCheckedAt: row.drift_checked_at?.toISOString(),
    launchSettingsAppliedAt: row.applied_at?.toISOString(),
    applyError: row.apply_error ?? undefined,
    dataReplicationState: row.data_replication_state ?? undefined,
    lagSeconds: row.lag_seconds ?? undefined,
    observedAt: row.observed_at?.toISOString(),
  };
}

function oldest(times: (Date | null)[]): string | undefined {
  const known = times.flatMap(time => time ?? []);
  return known.length === 0
    ? undefined
    : new Date(Math.min(...known.map(time => time.getTime()))).toISOString();
}

/** A group as the API's list has it. */
export function toGroupSummary(
  row: GroupHead,
  servers: ServerHead[],
  uses: GroupUse[],
): ProtectionGroupSummary {
  return {
    id: row.id,
    name: row.name,
    description: row.description ?? undefined,
    owner: row.owner ?? undefined,
    entityRef: row.entity_ref ?? undefined,
    accountId: row.account_id,
    region: row.region,
    sourceAccountId: row.source_account_id,
    sourceRegion: row.source_region,
    serverCount: servers.length,
    driftedServerCount: servers.filter(server => server.has_drifted).length,
    capturedServerCount: servers.filter(server => server.is_captured).length,
    replication: groupHealth(
      servers.map(server => ({
        dataReplicationState: server.data_replication_state ?? undefined,
        lagSeconds: server.lag_seconds ?? undefined,
      })),
    ),
    originCapturedAt: oldest(servers.map(server => server.captured_at)),
    mirrorOf:
      row.mirror_session_id && row.mirror_group_id
        ? {
            sessionId: row.mirror_session_id,
            protectionGroupId: row.mirror_group_id,
          }
        : undefined,
    usedByPlans: uses
      .filter(use => use.kind === 'plan')
      .map(({ id, name }) => ({ id, name })),
    lastDrillAt: row.last_drill_at?.toISOString(),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    updatedAt: row.updated_at.toISOString(),
  };
}

const toHead = (row: ServerRow): ServerHead => ({
  ...row,
  is_captured: row.captured !== null,
  has_drifted: row.drift.length > 0,
});

/** A group as the API has it, with its servers. */
export function toProtectionGroup(
  row: GroupRow,
  servers: ServerRow[],
  uses: GroupUse[],
): ProtectionGroup {
  return {
    ...toGroupSummary(row, servers.map(toHead), uses),
    selection: row.selection_tags
      ? { by: 'tags', tags: row.selection_tags }
      : {
          by: 'ids',
          sourceServerIds: servers.map(server => server.source_server_id),
        },
    selectedByTags: row.selected_by_tags ?? undefined,
    launchConfig: row.launch_config,
    serverOverrides: row.server_overrides,
    servers: servers.map(server =>
      toProtectedServer(server, row.server_overrides[server.source_server_id]),
    ),
  };
}
