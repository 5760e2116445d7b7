import type {
  ErrorDetails,
  LaunchConfig,
  LaunchConfigOverrides,
  LaunchSettingsDrift,
  OriginCapture,
} from '@internal/plugin-disaster-recovery-common';

/** A row of `protection_groups`. */
export interface GroupRow {
  id: string;
  name: string;
  description: string | null;
  owner: string | null;
  entity_ref: string | null;
  account_id: string;
  region: string;
  source_account_id: string;
  source_region: string;
  selection_by: 'ids' | 'tags';
  selection_tags: Record<string, string> | null;
  launch_config: LaunchConfig;
  server_overrides: Record<string, LaunchConfigOverrides>;
  mirror_session_id: string | null;
  mirror_group_id: string | null;
  selected_by_tags: Record<string, string> | null;
  last_drill_at: Date | null;
  version: number;
  created_at: Date;
  created_by: string;
  updated_at: Date;
}

/** What a list shows of a group. */
export const GROUP_HEAD_COLUMNS = [
  'id',
  'name',
  'description',
  'owner',
  'entity_ref',
  'account_id',
  'region',
  'source_account_id',
  'source_region',
  'mirror_session_id',
  'mirror_group_id',
  'last_drill_at',
  'version',
  'created_at',
  'created_by',
  'updated_at',
] as const satisfies readonly (keyof GroupRow)[];

/** A group as a list has it. */
export type GroupHead = Pick<GroupRow, (typeof GROUP_HEAD_COLUMNS)[number]>;

/** What a list reads of a server as it is. */
export const SERVER_HEAD_COLUMNS = [
  'account_id',
  'region',
  'source_server_id',
  'group_id',
  'captured_at',
  'data_replication_state',
  'lag_seconds',
  'observed_at',
] as const satisfies readonly (keyof ServerRow)[];

/** What a list needs to know of a server. */
export type ServerHead = Pick<
  ServerRow,
  (typeof SERVER_HEAD_COLUMNS)[number]
> & { is_captured: boolean; has_drifted: boolean };

/** A row of `protected_servers`. */
export interface ServerRow {
  account_id: string;
  region: string;
  source_server_id: string;
  group_id: string;
  hostname: string | null;
  origin_instance_id: string | null;
  platform: 'LINUX' | 'WINDOWS' | null;
  tags: Record<string, string>;
  captured: OriginCapture | null;
  captured_at: Date | null;
  capture_error: ErrorDetails | null;
  drift: LaunchSettingsDrift[];
  drift_checked_at: Date | null;
  applied_at: Date | null;
  apply_error: ErrorDetails | null;
  data_replication_state: string | null;
  lag_seconds: number | null;
  observed_at: Date | null;
}
