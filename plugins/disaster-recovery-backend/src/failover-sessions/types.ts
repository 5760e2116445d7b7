import type {
  AccountRegion,
  ErrorDetails,
  FailbackRoute,
  MirrorReport,
  SessionInstance,
  SessionStatus,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';

/** A session as its row holds it. Names of groups and plans, counts and actions are added when it is shown. */
export interface SessionRecord {
  id: string;
  name: string;
  status: SessionStatus;
  route?: FailbackRoute;
  owner?: string;
  entityRef?: string;
  /** The account of the recovery instances. */
  accountId: string;
  sourceAccountId: string;
  sourceRegion: string;
  recoveryRegion: string;
  executionId?: string;
  adoptedJobIds: string[];
  originalProtectionGroupIds: string[];
  originalRecoveryPlanId?: string;
  /** As it was at the failover: what is shown when the plan is gone, and found by after a rename. */
  originalRecoveryPlanName?: string;
  mirroredProtectionGroupIds: string[];
  mirroredRecoveryPlanId?: string;
  mirroredAt?: Date;
  failbackExecutionId?: string;
  drillExecutionIds: string[];
  lastError?: ErrorDetails;
  /** When DRS was asked for every recovery instance of the failover, and last told of something new. */
  inventoriedAt?: Date;
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
}

/** An instance as its row holds it: what is shown, less what is derived when it is shown. */
export type InstanceRecord = Omit<
  SessionInstance,
  'protectionGroupName' | 'consoleUrl' | 'updatedAt'
> & { sessionId: string; updatedAt: Date };

/** An instance without what nobody has to know who watches it: the steps of its agent are larger than all the rest. */
export type WatchedInstance = Omit<InstanceRecord, 'agent' | 'tags'>;

/** The fields of a session that capabilities may change; the status changes by `transition` alone. */
export type SessionPatch = Partial<
  Pick<
    SessionRecord,
    | 'route'
    | 'mirroredProtectionGroupIds'
    | 'mirroredRecoveryPlanId'
    | 'mirroredAt'
    | 'failbackExecutionId'
    | 'drillExecutionIds'
    | 'originalProtectionGroupIds'
    | 'inventoriedAt'
  >
> & {
  mirrorReport?: MirrorReport;
  /** `undefined` as a value clears it. */
  lastError?: ErrorDetails | undefined;
};

export type InstancePatch = Partial<
  Omit<InstanceRecord, 'sessionId' | 'recoveryInstanceId' | 'updatedAt'>
>;

/** An instance as it is first recorded. */
export type NewInstance = Omit<InstanceRecord, 'sessionId' | 'updatedAt'>;

/** A session that holds an instance, and what the instance is to it. */
export interface InstanceHolder {
  instanceId: string;
  role: 'recovery' | 'failback';
  hostname?: string;
  ec2State?: string;
  sessionId: string;
  sessionName: string;
  sessionStatus: SessionStatus;
  /** When that session had failed back. */
  failedBackAt?: Date;
}

/** Who brought a status about; nobody in particular when it was observed. */
export interface StatusCause {
  principal?: string;
  operationId?: string;
  correlationId?: string;
}

/** Rows of sessions and instances. Every method takes the database or transaction to work in, last. */
export interface FailoverSessionStore {
  /** @throws NotFoundError */
  get(id: string, database?: Knex): Promise<SessionRecord>;
  /** Locks the row until the transaction ends, so that status is decided by one writer at a time. */
  getForUpdate(
    id: string,
    transaction: Knex.Transaction,
  ): Promise<SessionRecord>;
  /** What the configuration was mirrored to; undefined before that. */
  findMirrorReport(id: string): Promise<MirrorReport | undefined>;
  listInstances(sessionId: string, database?: Knex): Promise<InstanceRecord[]>;
  listWatchedInstances(
    sessionId: string,
    database?: Knex,
  ): Promise<WatchedInstance[]>;
  /** Those of them whose data is on its way: what is in step, or has not begun, may be thousands. */
  listMovingInstances(
    sessionId: string,
    database?: Knex,
  ): Promise<WatchedInstance[]>;
  /** The accounts and regions that sessions in one of the statuses return to. */
  listSourcePlaces(
    statuses: SessionStatus[],
    database?: Knex,
  ): Promise<AccountRegion[]>;
  /** Sessions in one of the statuses that return to an account and region, the oldest first. */
  listReturningTo(
    place: AccountRegion,
    statuses: SessionStatus[],
    database?: Knex,
  ): Promise<SessionRecord[]>;
  create(
    transaction: Knex.Transaction,
    session: Omit<SessionRecord, 'id' | 'createdAt' | 'updatedAt' | 'status'>,
    instances: NewInstance[],
  ): Promise<SessionRecord>;
  /** Adds the instances that the session does not have yet, and says how many those were. */
  addInstances(
    sessionId: string,
    instances: NewInstance[],
    transaction: Knex.Transaction,
  ): Promise<number>;
  /** The session that an execution created, if it created one. */
  findByExecution(
    executionId: string,
    database?: Knex,
  ): Promise<SessionRecord | undefined>;
  /** Which sessions hold these instances, as recovery instances or as failback instances. */
  findHolders(
    instanceIds: string[],
    database?: Knex,
  ): Promise<InstanceHolder[]>;
  update(
    id: string,
    patch: SessionPatch,
    transaction: Knex.Transaction,
  ): Promise<void>;
  /** Changes many instances in few statements; those with an empty patch are left alone. Says whether any was changed. */
  updateInstances(
    sessionId: string,
    changes: { recoveryInstanceId: string; patch: InstancePatch }[],
    transaction: Knex.Transaction,
  ): Promise<boolean>;
  updateInstance(
    sessionId: string,
    recoveryInstanceId: string,
    patch: InstancePatch,
    transaction: Knex.Transaction,
  ): Promise<void>;
  /**
   * The only writer of a session's status: records the milestone and the audit entry with it. Nothing when the session
   * has that status already.
   */
  transition(
    id: string,
    to: SessionStatus,
    by: StatusCause,
    transaction: Knex.Transaction,
  ): Promise<void>;
  /**
   * Records a milestone without changing the status: what was reached beside the path that the status follows, as the
   * configuration mirrored while reverse replication already runs. Nothing when the session has that milestone already.
   */
  recordMilestone(
    id: string,
    milestone: SessionStatus,
    by: StatusCause,
    transaction: Knex.Transaction,
  ): Promise<void>;
}
