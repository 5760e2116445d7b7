import type {
  AccountRegion,
  ErrorDetails,
  LaunchConfig,
  LaunchSettings,
  OriginCapture,
  ProtectionGroup,
  ServerSelection,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';

/** A server of a group as a run meets it: resolved now, with the launch settings that hold for it. */
export interface ResolvedServer {
  protectionGroupId: string;
  sourceServerId: string;
  hostname?: string;
  originInstanceId?: string;
  platform?: 'LINUX' | 'WINDOWS';
  tags: Record<string, string>;
  /**
   * Both halves as they hold for this server. Recovery: the group's, under the server's override. Origin: what was
   * captured, under the group's, under the server's override.
   */
  effective: LaunchConfig;
  captured?: OriginCapture;
  dataReplicationState?: string;
  lagSeconds?: number;
  /** Why it cannot be launched, in a sentence: DRS does not know it any more, or it is disconnected. */
  problem?: string;
}

/** What uses a group. A plan keeps it from being deleted, an active execution from being changed, too. */
export interface GroupUse {
  kind: 'plan' | 'execution';
  id: string;
  name: string;
}

/** Tells what uses each of these groups; groups that nothing uses may be left out. */
export type GroupUsageCheck = (
  groupIds: string[],
  database: Knex,
) => Promise<Map<string, GroupUse[]>>;

/**
 * Tells which of these source servers their groups keep although DRS knows them no more: what a group knows of them, and of how
 * they ran, is still needed.
 */
export type ServerRetention = (
  place: AccountRegion,
  sourceServerIds: string[],
  database: Knex,
) => Promise<string[]>;

/** Which machine a source server replicates. */
export interface ServerIdentity {
  hostname?: string;
  instanceId?: string;
  platform?: 'LINUX' | 'WINDOWS';
}

/** What mirroring wants a mirrored group to be. */
export interface MirroredGroupInput {
  mirrorOf: { sessionId: string; protectionGroupId: string };
  /** Of the original, from which the mirrored name is made: `<original>-failback`. */
  originalName: string;
  description?: string;
  owner?: string;
  entityRef?: string;
  /** Where the reversed source servers are. */
  accountId: string;
  region: string;
  sourceAccountId: string;
  sourceRegion: string;
  selection: ServerSelection;
  /** What is known of the servers, by id, until DRS is asked. */
  identities?: Record<string, ServerIdentity>;
  selectedByTags?: Record<string, string>;
  launchConfig: LaunchConfig;
  serverOverrides: Record<
    string,
    { recovery?: LaunchSettings; origin?: LaunchSettings }
  >;
  createdBy: string;
}

/** How applying launch settings to one server went; nothing had to be written when all was as it should be. */
export interface AppliedLaunchSettings {
  sourceServerId: string;
  applied: boolean;
  /** Why not, in a sentence. */
  error?: string;
  details?: ErrorDetails;
}

/** What other capabilities ask of Protection Groups. */
export interface ProtectionGroups {
  /** @throws NotFoundError */
  get(id: string, database?: Knex): Promise<ProtectionGroup>;
  getMany(ids: string[], database?: Knex): Promise<ProtectionGroup[]>;
  /** The names of those that exist, by id. */
  names(ids: string[], database?: Knex): Promise<Map<string, string>>;
  /** How many servers each holds, by id. */
  countServers(ids: string[], database?: Knex): Promise<Map<string, number>>;
  /** Asks DRS now: tags are resolved at each run. @throws NotFoundError, AwsOperationError */
  resolveServers(id: string): Promise<ResolvedServer[]>;
  /** Captures the origin half of every server, if the source region answers; never throws for AWS's sake. */
  captureOrigin(id: string): Promise<void>;
  /**
   * Applies the effective recovery half to DRS and EC2, in the right order, and says how it went for each server. With
   * `trusts`, what DRS was lately seen to hold is taken for true: DRS tells it for one server at a time.
   */
  applyLaunchSettings(
    id: string,
    options?: { sourceServerIds?: string[]; trusts?: boolean },
  ): Promise<AppliedLaunchSettings[]>;
  /** Creates or updates the mirrored group of this session and original: twice makes one. */
  saveMirrored(
    transaction: Knex.Transaction,
    input: MirroredGroupInput,
  ): Promise<ProtectionGroup>;
  /** Deletes a mirrored group; nothing if it is gone. */
  deleteMirrored(transaction: Knex.Transaction, id: string): Promise<void>;
  /** After re-protection: replaces source servers in a group by those that protect the same machines now. */
  replaceServers(
    transaction: Knex.Transaction,
    id: string,
    replacements: {
      sourceServerId: string;
      by: string;
      originInstanceId: string;
    }[],
  ): Promise<void>;
  /** Asked before a group is changed or deleted, and for what a group shows of the plans that use it. */
  addUsageCheck(check: GroupUsageCheck): void;
  /** Asked when a group has a server that was not found for it any more. */
  addRetention(retention: ServerRetention): void;
  /** Notes that a drill launched these groups to the end. */
  recordDrill(database: Knex, ids: string[], at: Date): Promise<void>;
  /** Which groups hold these source servers. */
  findBySourceServers(
    target: AccountRegion,
    sourceServerIds: string[],
  ): Promise<Map<string, string>>;
}
