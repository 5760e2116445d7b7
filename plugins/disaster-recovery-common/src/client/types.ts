import type {
  AdoptSessionInput,
  AgentStatus,
  AuditEvent,
  AvailableSourceServer,
  CleanupInput,
  CleanupPlan,
  ExecuteFailbackInput,
  Execution,
  ExecutionStatus,
  ExecutionSummary,
  ExecutionType,
  FailbackMode,
  FailbackPreflight,
  FailoverSession,
  FailoverSessionPage,
  InstallAgentsInput,
  JobLogEntry,
  MirrorConfigInput,
  MirrorReport,
  Operation,
  OperationSummary,
  Page,
  PlanValidation,
  Preflight,
  ProtectionGroup,
  ProtectionGroupSummary,
  ProtectionGroupInput,
  ProtectionGroupUpdate,
  RecoveryPlan,
  RecoveryPlanInput,
  RecoveryPlanUpdate,
  ReleaseSourceServersInput,
  ReplicationSamples,
  ReverseReplicationStatus,
  RunPlanInput,
  SessionStatus,
  SessionTab,
  StartReverseReplicationInput,
} from '../schemas';

/** How a list is paged: `limit` items from where `cursor` says. */
export interface PageQuery {
  limit?: number;
  cursor?: string;
}

/** Which operations of a session are wanted, and how much of each. */
export interface OperationQuery {
  /** This one alone. */
  operationId?: string;
  /** Of each the steps of so many targets, failed ones first; of all targets unless given. */
  targets?: number;
}

/** Filters and order of the list of failover sessions. */
export interface SessionQuery extends PageQuery {
  tab?: SessionTab;
  status?: SessionStatus[];
  region?: string;
  owner?: string;
  entityRef?: string;
  protectionGroupId?: string;
  /** Matched against the name, the plan and the ids of instances, without regard to case. */
  text?: string;
  orderBy?: 'createdAt' | 'updatedAt' | 'name' | 'status';
  order?: 'asc' | 'desc';
}

export interface GroupQuery extends PageQuery {
  text?: string;
  accountId?: string;
  region?: string;
  owner?: string;
  entityRef?: string;
  /** Whether mirrored groups are among the answers; they are not unless asked for. */
  includeMirrored?: boolean;
  orderBy?: 'name' | 'updatedAt';
  order?: 'asc' | 'desc';
}

export type PlanQuery = GroupQuery & { protectionGroupId?: string };

export interface ExecutionQuery extends PageQuery {
  planId?: string;
  sessionId?: string;
  status?: ExecutionStatus[];
  executionType?: ExecutionType;
  entityRef?: string;
  text?: string;
  orderBy?: 'createdAt' | 'planName' | 'status';
  order?: 'asc' | 'desc';
}

export interface SourceServerQuery extends PageQuery {
  accountId: string;
  region: string;
  text?: string;
  /** Each `key=value`; all must match. */
  tag?: string[];
}

/**
 * The REST API of the disaster-recovery backend. Every method rejects with a `ResponseError` of `@backstage/errors` that
 * carries the server's own message. The long operations answer at once with the operation that they began.
 */
export interface DisasterRecoveryApi {
  listSessions(query?: SessionQuery): Promise<FailoverSessionPage>;
  getSession(id: string): Promise<FailoverSession>;
  adoptSession(input: AdoptSessionInput): Promise<FailoverSession>;
  installAgents(
    id: string,
    input?: InstallAgentsInput,
  ): Promise<OperationSummary>;
  getAgentStatus(id: string): Promise<AgentStatus>;
  mirrorConfig(
    id: string,
    input?: MirrorConfigInput,
  ): Promise<OperationSummary>;
  getMirrorReport(id: string): Promise<MirrorReport>;
  startReverseReplication(
    id: string,
    input?: StartReverseReplicationInput,
  ): Promise<OperationSummary>;
  getReverseReplicationStatus(id: string): Promise<ReverseReplicationStatus>;
  getReplicationSamples(
    id: string,
    query?: { since?: string },
  ): Promise<ReplicationSamples>;
  getFailbackPreflight(
    id: string,
    mode: FailbackMode,
  ): Promise<FailbackPreflight>;
  executeFailback(
    id: string,
    input: ExecuteFailbackInput,
  ): Promise<OperationSummary>;
  terminateDrill(id: string): Promise<OperationSummary>;
  reProtect(id: string): Promise<OperationSummary>;
  getCleanupPlan(
    id: string,
    query?: { deleteSourceServers?: boolean },
  ): Promise<CleanupPlan>;
  cleanup(id: string, input: CleanupInput): Promise<OperationSummary>;
  releaseSourceServers(
    id: string,
    input: ReleaseSourceServersInput,
  ): Promise<OperationSummary>;
  listOperations(
    id: string,
    query?: OperationQuery,
  ): Promise<{ items: Operation[] }>;
  listSessionEvents(id: string, query?: PageQuery): Promise<Page<AuditEvent>>;

  listProtectionGroups(
    query?: GroupQuery,
  ): Promise<Page<ProtectionGroupSummary>>;
  getProtectionGroup(id: string): Promise<ProtectionGroup>;
  createProtectionGroup(input: ProtectionGroupInput): Promise<ProtectionGroup>;
  updateProtectionGroup(
    id: string,
    input: ProtectionGroupUpdate,
  ): Promise<ProtectionGroup>;
  deleteProtectionGroup(id: string): Promise<void>;
  captureOrigin(id: string): Promise<ProtectionGroup>;
  applyLaunchSettings(id: string): Promise<ProtectionGroup>;
  listSourceServers(
    query: SourceServerQuery,
  ): Promise<Page<AvailableSourceServer>>;

  listRecoveryPlans(query?: PlanQuery): Promise<Page<RecoveryPlan>>;
  getRecoveryPlan(id: string): Promise<RecoveryPlan>;
  createRecoveryPlan(input: RecoveryPlanInput): Promise<RecoveryPlan>;
  updateRecoveryPlan(
    id: string,
    input: RecoveryPlanUpdate,
  ): Promise<RecoveryPlan>;
  deleteRecoveryPlan(id: string): Promise<void>;
  /** @param planId - the plan that is being edited; without it the plan is a new one */
  validateRecoveryPlan(
    input: RecoveryPlanInput,
    planId?: string,
  ): Promise<PlanValidation>;
  getPreflight(id: string, executionType: ExecutionType): Promise<Preflight>;
  runRecoveryPlan(id: string, input: RunPlanInput): Promise<Execution>;

  listExecutions(query?: ExecutionQuery): Promise<Page<ExecutionSummary>>;
  getExecution(id: string): Promise<Execution>;
  getJobLog(id: string): Promise<{ items: JobLogEntry[] }>;
  pauseExecution(id: string): Promise<Execution>;
  resumeExecution(id: string): Promise<Execution>;
  cancelExecution(id: string): Promise<Execution>;
  retryExecution(id: string): Promise<Execution>;
  terminateExecution(id: string): Promise<Execution>;
}
