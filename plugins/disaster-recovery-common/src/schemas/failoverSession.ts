import { z } from 'zod';
import {
  accountIdSchema,
  entityRefSchema,
  errorDetailsSchema,
  instanceIdSchema,
  principalSchema,
  regionSchema,
  tagsSchema,
  timestampSchema,
} from './primitives';
import {
  operationKindSchema,
  operationStepSchema,
  operationSummarySchema,
  stepStatusSchema,
} from './operation';
import {
  replicationProgressSchema,
  replicationSummarySchema,
} from './replication';
import { mappingRuleSchema } from './mirroring';

/** The status of a failover session. A failure adds no status: see `lastError`. */
export const sessionStatusSchema = z.enum([
  'FAILOVER_COMPLETE',
  'INSTALLING_AGENTS',
  'AGENTS_INSTALLED',
  'CONFIG_MIRRORED',
  'REVERSE_REPLICATING',
  'READY_FOR_FAILBACK',
  'FAILBACK_IN_PROGRESS',
  'FAILBACK_COMPLETE',
  'RE_PROTECTING',
  'RE_PROTECTED',
  'CLEANING_UP',
  'CLEANUP_COMPLETE',
]);
export type SessionStatus = z.infer<typeof sessionStatusSchema>;

/** How reverse replication is reached: by reinstalling agents, or by DRS's own ReverseReplication. */
export const failbackRouteSchema = z.enum(['reinstall', 'native']);
export type FailbackRoute = z.infer<typeof failbackRouteSchema>;

/** DRILL launches in the source region beside what runs; RECOVERY is the failback. */
export const failbackModeSchema = z.enum(['DRILL', 'RECOVERY']);
export type FailbackMode = z.infer<typeof failbackModeSchema>;

/** The steps of the agent work on one instance, in order. */
export const agentStepNameSchema = z.enum([
  'CHECK_SSM',
  'UNINSTALL_AGENT',
  'REBOOT',
  'WAIT_FOR_SSM',
  'INSTALL_AGENT',
  'VERIFY_SOURCE_SERVER',
]);
export type AgentStepName = z.infer<typeof agentStepNameSchema>;

/** Where the agent work on one instance stands. */
export const agentProgressSchema = z
  .object({
    status: stepStatusSchema,
    step: agentStepNameSchema
      .optional()
      .meta({ description: 'The step it is in, or failed in' }),
    steps: z.array(operationStepSchema),
    ssmCommandId: z.string().optional(),
    ssmStatus: z
      .string()
      .optional()
      .meta({ description: "SSM's own status of the last command" }),
    reversedSourceServerId: z.string().optional(),
    attempt: z.number().int(),
    error: errorDetailsSchema.optional(),
    expectedSeconds: z.number().optional(),
    updatedAt: timestampSchema.optional(),
  })
  .meta({ id: 'AgentProgress' });
export type AgentProgress = z.infer<typeof agentProgressSchema>;

/** What became of one instance in a failback or drill launch. */
export const failbackProgressSchema = z
  .object({
    failbackInstanceId: z
      .string()
      .optional()
      .meta({ description: 'The EC2 instance launched in the source region' }),
    status: z.string(),
    reason: z.string().optional(),
    executionId: z.string().optional(),
    sourceServerId: z.string().optional().meta({
      description: 'The reversed source server that it is launched from',
    }),
    ec2State: z.string().optional(),
  })
  .meta({ id: 'FailbackProgress' });

/** One machine of a failover session: the recovery instance, and what became of it on the way back. */
export const sessionInstanceSchema = z
  .object({
    recoveryInstanceId: instanceIdSchema,
    sourceServerId: z.string(),
    hostname: z.string().optional(),
    originInstanceId: z.string().optional(),
    protectionGroupId: z.string().optional(),
    protectionGroupName: z.string().optional(),
    waveNumber: z.number().int().optional(),
    waveName: z.string().optional(),
    platform: z.enum(['LINUX', 'WINDOWS']).optional(),
    accountId: accountIdSchema,
    region: regionSchema,
    jobId: z.string().optional(),
    ec2State: z.string().optional(),
    launchedAt: timestampSchema.optional(),
    agentLastSeenAt: timestampSchema
      .optional()
      .meta({ description: "When DRS last heard the instance's agent" }),
    originEnvironment: z.enum(['AWS', 'ON_PREMISES']).optional(),
    route: failbackRouteSchema.optional(),
    tags: tagsSchema,
    agent: agentProgressSchema,
    reversedSourceServerId: z.string().optional(),
    reversedSourceServerArn: z.string().optional(),
    mappingRule: mappingRuleSchema.optional(),
    replication: replicationProgressSchema,
    failback: failbackProgressSchema.optional(),
    drill: failbackProgressSchema.optional(),
    reProtection: replicationProgressSchema.optional(),
    protectingSourceServerId: z.string().optional().meta({
      description: 'Which source server protects the failback instance',
    }),
    cannotFailBack: z
      .string()
      .optional()
      .meta({ description: 'Why this machine cannot fail back, if it cannot' }),
    error: errorDetailsSchema.optional(),
    consoleUrl: z.string(),
    updatedAt: timestampSchema,
  })
  .meta({ id: 'SessionInstance' });
export type SessionInstance = z.infer<typeof sessionInstanceSchema>;

/** The actions of a session, each a route, a button and a permission. */
export const sessionActionNameSchema = operationKindSchema;
export type SessionActionName = z.infer<typeof sessionActionNameSchema>;

/** Whether an action is allowed by the session's state now, and if not, why. Permission is another matter. */
export const sessionActionSchema = z
  .object({
    action: sessionActionNameSchema,
    allowed: z.boolean(),
    isRetry: z
      .boolean()
      .meta({ description: 'Whether it would retry only what failed' }),
    reason: z.string().optional(),
  })
  .meta({ id: 'SessionAction' });
export type SessionAction = z.infer<typeof sessionActionSchema>;

/** One milestone in the life of a session: when it reached a status, and by whose doing. */
export const sessionMilestoneSchema = z
  .object({
    status: sessionStatusSchema,
    at: timestampSchema,
    by: principalSchema.optional(),
    operationId: z.string().optional(),
  })
  .meta({ id: 'SessionMilestone' });
export type SessionMilestone = z.infer<typeof sessionMilestoneSchema>;

const namedRefSchema = z.object({ id: z.string(), name: z.string() });

const sessionFields = {
  id: z.string(),
  name: z.string(),
  status: sessionStatusSchema,
  route: failbackRouteSchema.optional(),
  owner: entityRefSchema.optional(),
  entityRef: entityRefSchema.optional(),
  accountId: accountIdSchema.meta({
    description: 'The account of the recovery instances',
  }),
  sourceAccountId: accountIdSchema,
  sourceRegion: regionSchema,
  recoveryRegion: regionSchema,
  executionId: z.string().optional(),
  adoptedJobIds: z.array(z.string()),
  originalProtectionGroups: z.array(namedRefSchema),
  originalRecoveryPlan: namedRefSchema.optional(),
  mirroredProtectionGroups: z.array(namedRefSchema),
  mirroredRecoveryPlan: namedRefSchema.optional(),
  mirroredAt: timestampSchema.optional(),
  failbackExecutionId: z.string().optional(),
  drillExecutionIds: z.array(z.string()),
  hasLiveDrill: z.boolean(),
  instanceCount: z.number().int(),
  failedInstanceCount: z.number().int(),
  brokenReplicationCount: z.number().int().meta({
    description:
      'How many machines have still to come back, and their data no longer flows',
  }),
  replication: replicationSummarySchema,
  lastError: errorDetailsSchema.optional(),
  currentOperation: operationSummarySchema.optional(),
  lastOperation: operationSummarySchema.optional(),
  needsAttention: z
    .boolean()
    .meta({ description: 'Whether a person must do something now' }),
  createdBy: principalSchema,
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
};

/** A failover session as lists show it. */
export const failoverSessionSummarySchema = z
  .object(sessionFields)
  .meta({ id: 'FailoverSessionSummary' });
export type FailoverSessionSummary = z.infer<
  typeof failoverSessionSummarySchema
>;

/** A failover session with its instances, milestones and the actions that its state allows. */
export const failoverSessionSchema = z
  .object({
    ...sessionFields,
    instances: z.array(sessionInstanceSchema),
    milestones: z.array(sessionMilestoneSchema),
    actions: z.array(sessionActionSchema),
  })
  .meta({ id: 'FailoverSession' });
export type FailoverSession = z.infer<typeof failoverSessionSchema>;

/** A page of sessions, with how many there are behind each tab of the list. */
export const failoverSessionPageSchema = z
  .object({
    items: z.array(failoverSessionSummarySchema),
    totalItems: z.number().int(),
    nextCursor: z.string().optional(),
    counts: z
      .object({
        needsYou: z.number().int(),
        inProgress: z.number().int(),
        ready: z.number().int(),
        done: z.number().int(),
      })
      .meta({ description: 'By tab, over the same filters without the tab' }),
  })
  .meta({ id: 'FailoverSessionPage' });
export type FailoverSessionPage = z.infer<typeof failoverSessionPageSchema>;

/** The tabs of the sessions list. */
export const sessionTabSchema = z.enum([
  'needsYou',
  'inProgress',
  'ready',
  'done',
]);
export type SessionTab = z.infer<typeof sessionTabSchema>;

/** The answer of `GET …/agent-status`. */
export const agentStatusSchema = z
  .object({
    sessionId: z.string(),
    status: sessionStatusSchema,
    operation: operationSummarySchema.optional(),
    counts: z.record(z.string(), z.number().int()),
    instances: z.array(
      z.object({
        recoveryInstanceId: z.string(),
        hostname: z.string().optional(),
        agent: agentProgressSchema,
      }),
    ),
    lastError: errorDetailsSchema.optional(),
  })
  .meta({ id: 'AgentStatus' });
export type AgentStatus = z.infer<typeof agentStatusSchema>;
