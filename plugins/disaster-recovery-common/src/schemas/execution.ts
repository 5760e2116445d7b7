import { z } from 'zod';
import {
  accountIdSchema,
  entityRefSchema,
  errorDetailsSchema,
  instanceIdSchema,
  pageSchema,
  principalSchema,
  regionSchema,
  timestampSchema,
} from './primitives';
import {
  planFindingSchema,
  recoveryPlanSchema,
  waveSchema,
} from './recoveryPlan';

/** DRILL launches beside what runs; RECOVERY is the real thing and begins (or ends) a failover session. */
export const executionTypeSchema = z.enum(['DRILL', 'RECOVERY']);
export type ExecutionType = z.infer<typeof executionTypeSchema>;

/**
 * The status of an execution. COMPLETED: every server launched and every action done. PARTIAL: some servers launched.
 * FAILED: none did. CANCELLING: running jobs drain.
 */
export const executionStatusSchema = z.enum([
  'PENDING',
  'RUNNING',
  'PAUSED',
  'CANCELLING',
  'COMPLETED',
  'PARTIAL',
  'FAILED',
  'CANCELLED',
]);
export type ExecutionStatus = z.infer<typeof executionStatusSchema>;

export const executionWaveStatusSchema = z.enum([
  'PENDING',
  'PAUSED',
  'PRE_ACTIONS',
  'LAUNCHING',
  'POST_ACTIONS',
  'COMPLETED',
  'PARTIAL',
  'FAILED',
  'SKIPPED',
  'CANCELLED',
]);
export type ExecutionWaveStatus = z.infer<typeof executionWaveStatusSchema>;

/** The verdict on one server. WAITING: for room within the quotas. */
export const executionServerStatusSchema = z.enum([
  'PENDING',
  'WAITING',
  'LAUNCHING',
  'LAUNCHED',
  'FAILED',
  'SKIPPED',
  'CANCELLED',
  'TERMINATED',
]);
export type ExecutionServerStatus = z.infer<typeof executionServerStatusSchema>;

/** One server of an execution: its verdict, and the reason for it. */
export const executionServerSchema = z
  .object({
    id: z.string(),
    waveNumber: z.number().int(),
    protectionGroupId: z.string(),
    sourceServerId: z.string(),
    hostname: z.string().optional(),
    status: executionServerStatusSchema,
    stage: z
      .enum(['SNAPSHOT', 'CONVERSION', 'LAUNCH', 'CLEANUP', 'DONE'])
      .optional()
      .meta({ description: "Where the job's log says it is" }),
    reason: z
      .string()
      .optional()
      .meta({ description: 'Why it failed, was skipped or waits' }),
    error: errorDetailsSchema.optional(),
    jobId: z.string().optional(),
    recoveryInstanceId: z.string().optional(),
    attempt: z.number().int(),
    startedAt: timestampSchema.optional(),
    endedAt: timestampSchema.optional(),
  })
  .meta({ id: 'ExecutionServer' });
export type ExecutionServer = z.infer<typeof executionServerSchema>;

/** One run of a pre- or post-wave action. */
export const executionActionSchema = z
  .object({
    id: z.string(),
    waveNumber: z.number().int(),
    phase: z.enum(['PRE', 'POST']),
    position: z.number().int(),
    name: z.string(),
    kind: z.enum(['AUTOMATION', 'COMMAND']),
    documentName: z.string(),
    status: z.enum([
      'PENDING',
      'RUNNING',
      'SUCCEEDED',
      'FAILED',
      'TIMED_OUT',
      'SKIPPED',
      'CANCELLED',
    ]),
    ssmId: z
      .string()
      .optional()
      .meta({ description: 'Automation execution id or command id' }),
    output: z.string().optional(),
    error: errorDetailsSchema.optional(),
    startedAt: timestampSchema.optional(),
    endedAt: timestampSchema.optional(),
  })
  .meta({ id: 'ExecutionAction' });
export type ExecutionAction = z.infer<typeof executionActionSchema>;

export const executionJobSchema = z
  .object({
    jobId: z.string(),
    waveNumber: z.number().int(),
    status: z.enum(['PENDING', 'STARTED', 'COMPLETED']),
    serverCount: z.number().int(),
    startedAt: timestampSchema.optional(),
    endedAt: timestampSchema.optional(),
  })
  .meta({ id: 'ExecutionJob' });
export type ExecutionJob = z.infer<typeof executionJobSchema>;

export const executionWaveSchema = z
  .object({
    number: z.number().int(),
    name: z.string(),
    dependsOn: z.array(z.number().int()),
    status: executionWaveStatusSchema,
    reason: z.string().optional(),
    serverCounts: z.record(z.string(), z.number().int()),
    startedAt: timestampSchema.optional(),
    endedAt: timestampSchema.optional(),
    expectedEndAt: timestampSchema.optional(),
  })
  .meta({ id: 'ExecutionWave' });
export type ExecutionWave = z.infer<typeof executionWaveSchema>;

/** What one may do with an execution, and why not. */
export const executionActionAvailabilitySchema = z
  .object({
    action: z.enum(['pause', 'resume', 'cancel', 'retry', 'terminate']),
    allowed: z.boolean(),
    reason: z.string().optional(),
  })
  .meta({ id: 'ExecutionActionAvailability' });

const executionFields = {
  id: z.string(),
  executionType: executionTypeSchema,
  purpose: z
    .enum(['FAILOVER', 'FAILBACK'])
    .meta({ description: 'FAILBACK when a failover session started it' }),
  status: executionStatusSchema,
  planId: z.string(),
  planName: z.string(),
  sessionId: z.string().optional().meta({
    description:
      'The session it belongs to: the one it created, or the one that started it',
  }),
  owner: entityRefSchema.optional(),
  entityRef: entityRefSchema.optional(),
  accountId: accountIdSchema,
  region: regionSchema,
  sourceRegion: regionSchema,
  pauseReason: z.string().optional(),
  pauseRequested: z.boolean(),
  serverCounts: z.record(z.string(), z.number().int()),
  lastError: errorDetailsSchema.optional(),
  correlationId: z.string(),
  attempt: z.number().int(),
  requestedBy: principalSchema,
  createdAt: timestampSchema,
  startedAt: timestampSchema.optional(),
  endedAt: timestampSchema.optional(),
  expectedEndAt: timestampSchema
    .optional()
    .meta({ description: 'From past runs where there are any' }),
  updatedAt: timestampSchema,
};

/** An execution as lists show it. */
export const executionSummarySchema = z
  .object(executionFields)
  .meta({ id: 'ExecutionSummary' });
export type ExecutionSummary = z.infer<typeof executionSummarySchema>;

/** An execution with its waves, servers, actions and jobs. */
export const executionSchema = z
  .object({
    ...executionFields,
    waves: z.array(executionWaveSchema),
    servers: z.array(executionServerSchema),
    actionRuns: z.array(executionActionSchema),
    jobs: z.array(executionJobSchema),
    planWaves: z
      .array(waveSchema)
      .meta({ description: 'The waves as they were when it started' }),
    actions: z.array(executionActionAvailabilitySchema),
  })
  .meta({ id: 'Execution' });
export type Execution = z.infer<typeof executionSchema>;

export const executionPageSchema = pageSchema(
  executionSummarySchema,
  'ExecutionPage',
);

/** Instances that the caller accepts to lose: those that the preflight named, and no other. */
export const acceptDestroyedSchema = z.array(instanceIdSchema).max(1000).meta({
  description:
    'Recovery instances, outside any session that is not cleaned up, that the preflight named as destroyed by this run and that the caller accepts to lose',
});

/** The body of `POST /recovery-plans/{id}/run`. */
export const runPlanInputSchema = z
  .object({
    executionType: executionTypeSchema,
    acceptDestroyed: acceptDestroyedSchema.optional(),
  })
  .strict()
  .meta({ id: 'RunPlanInput' });
export type RunPlanInput = z.infer<typeof runPlanInputSchema>;

/** A live recovery instance that DRS would terminate for a run. */
export const destroyedInstanceSchema = z.object({
  recoveryInstanceId: z.string(),
  sourceServerId: z.string(),
  hostname: z.string().optional(),
  isDrill: z.boolean(),
  ec2State: z.string().optional(),
  sessionId: z.string().optional().meta({
    description: 'The failover session that holds it, and forbids the run',
  }),
});

/** The answer of `GET /recovery-plans/{id}/preflight`: what would run, what it destroys, what stands against it. */
export const preflightSchema = z
  .object({
    executionType: executionTypeSchema,
    plan: recoveryPlanSchema,
    blocked: z.boolean(),
    findings: z.array(planFindingSchema),
    waves: z.array(
      z.object({
        number: z.number().int(),
        name: z.string(),
        serverCount: z.number().int(),
        jobCount: z.number().int(),
        servers: z.array(
          z.object({
            sourceServerId: z.string(),
            hostname: z.string().optional(),
            protectionGroupId: z.string(),
            dataReplicationState: z.string().optional(),
            lagSeconds: z.number().optional(),
          }),
        ),
        expectedSeconds: z.number().optional(),
      }),
    ),
    destroys: z.array(destroyedInstanceSchema).meta({
      description: 'Recovery instances that DRS would terminate for this run',
    }),
    expectedSeconds: z.number().optional(),
  })
  .meta({ id: 'Preflight' });
export type Preflight = z.infer<typeof preflightSchema>;

/** One entry of the log of a DRS job of an execution. */
export const jobLogEntrySchema = z
  .object({
    jobId: z.string(),
    at: timestampSchema,
    event: z.string(),
    sourceServerId: z.string().optional(),
    targetInstanceId: z.string().optional(),
    error: z.string().optional(),
  })
  .meta({ id: 'JobLogEntry' });
export type JobLogEntry = z.infer<typeof jobLogEntrySchema>;

export const jobLogSchema = z
  .object({ items: z.array(jobLogEntrySchema) })
  .meta({ id: 'JobLog' });
