import type {
  AccountRegion,
  ErrorDetails,
  FailbackRoute,
  MirrorReport,
  Operation,
  OperationKind,
  OperationStep,
  OperationSummary,
  SessionInstance,
  SessionStatus,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { ReconcileContext } from '../engine';

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

/** What a handler's run on its operation ends with. */
export type OperationOutcome =
  | { wakeInMs: number }
  | { succeeded: true }
  /** The operation has failed, wholly or in part: what is kept says which instances and why. */
  | { failed: ErrorDetails };

/** What an operation's handler is given, for one run. */
export interface OperationContext extends ReconcileContext {
  readonly operation: OperationRecord;
  readonly session: SessionRecord;
  readonly instances: InstanceRecord[];
  /** Adds the step or changes it, by target and name. For the operation's page and, for agents, for the instance. */
  saveStep(transaction: Knex.Transaction, step: StepPatch): Promise<void>;
  /** The same for many at once. */
  saveSteps(transaction: Knex.Transaction, steps: StepPatch[]): Promise<void>;
}

/** A step as a handler saves it: what is not given stays as it was. */
export type StepPatch = Pick<OperationStep, 'name' | 'title' | 'status'> &
  Partial<Omit<OperationStep, 'id'>>;

export interface OperationRecord
  extends Omit<Operation, 'steps' | 'progress' | 'targetCount'> {
  steps: OperationStep[];
}

/** What is accepted: the rows as they are locked now. */
export interface OperationBegin<Input = Record<string, unknown>> {
  session: SessionRecord;
  instances: InstanceRecord[];
  operation: OperationRecord;
  input: Input;
}

/** How an operation ends: without an error it has succeeded. */
export interface OperationEnd {
  session: SessionRecord;
  operation: OperationRecord;
  failed?: ErrorDetails;
}

/** How one kind of operation is begun and carried on. Registered by the capability that knows it. */
export interface OperationHandler<Input = Record<string, unknown>> {
  readonly kind: OperationKind;
  /** Whether it launches or ends machines by executions: it waits for no other kind of operation then. */
  readonly isLaunch?: boolean;
  /** False where it never goes by the steps that it saved: they may be thousands, and are not read for it then. */
  readonly readsSteps?: false;
  /**
   * Last checks before the operation is accepted, in the request, after the state machine's own. May ask AWS.
   *
   * @throws ConflictError, InputError with a sentence that says what to do
   */
  check?(
    session: SessionRecord,
    instances: InstanceRecord[],
    input: Input,
  ): Promise<void>;
  /**
   * Writes that belong to the acceptance, in its transaction: the status that the session takes while it runs, the
   * route, which instances it works on. A retry must touch only what failed before.
   */
  begin?(
    transaction: Knex.Transaction,
    begin: OperationBegin<Input>,
  ): Promise<void>;
  /** The next missing thing. On success or failure it has written what it did; the framework closes the operation. */
  reconcile(context: OperationContext): Promise<OperationOutcome>;
  /** Writes that belong to the end, in its transaction: the status that the session takes, for one. */
  end?(transaction: Knex.Transaction, end: OperationEnd): Promise<void>;
}

/** Begins operations, one at a time on a session, and carries them on through the engine. */
export interface SessionOperations {
  register(handler: OperationHandler<any>): void;
  /**
   * Accepts an operation: state machine, the handler's checks, then one transaction with the operation's row, the audit
   * entry and its wake-up. After a failed operation of the same kind it is a new attempt with the same correlation id.
   *
   * @throws ConflictError that names the running operation, or the state that stands against it
   */
  start(request: {
    sessionId: string;
    kind: OperationKind;
    input: Record<string, unknown>;
    principal: string;
  }): Promise<OperationSummary>;
  /** Has a running operation look at once: somebody has seen what it waits for. */
  wake(
    operation: Pick<OperationRecord, 'id' | 'kind'>,
    transaction: Knex.Transaction,
  ): Promise<void>;
  get(id: string, database?: Knex): Promise<OperationRecord>;
  list(sessionId: string, database?: Knex): Promise<OperationRecord[]>;
  /** The newest operation of a kind, with its steps. */
  latest(
    sessionId: string,
    kind: OperationKind,
    database?: Knex,
  ): Promise<OperationRecord | undefined>;
  /** The same as it is shown beside other things: counts instead of its steps. */
  latestSummary(
    sessionId: string,
    kind: OperationKind,
    database?: Knex,
  ): Promise<OperationSummary | undefined>;
}

/** What capabilities of a session's life ask of it. */
export interface FailoverSessions {
  readonly store: FailoverSessionStore;
  readonly operations: SessionOperations;
  readonly digests: {
    /** What has to be done now and then, so that what is kept for lists does not grow without end. */
    forgetChanged(): Promise<void>;
  };
}
