import { z } from 'zod';
import { errorDetailsSchema, timestampSchema } from './primitives';
import { operationSummarySchema, stepStatusSchema } from './operation';

/** The seven states of reverse replication, derived from the reversed source server. */
export const replicationStateSchema = z.enum([
  'NOT_STARTED',
  'INITIATING',
  'INITIAL_SYNC',
  'CONTINUOUS',
  'READY',
  'READY_WITH_LAG',
  'ERROR',
]);
export type ReplicationState = z.infer<typeof replicationStateSchema>;

/** One of DRS's steps of starting replication, for example LAUNCH_REPLICATION_SERVER. */
export const initiationStepSchema = z
  .object({ name: z.string(), status: stepStatusSchema })
  .meta({ id: 'InitiationStep' });
export type InitiationStep = z.infer<typeof initiationStepSchema>;

/** How far the replication of one machine has come. Bytes; seconds; percent from 0 to 100. */
export const replicationProgressSchema = z
  .object({
    state: replicationStateSchema,
    sourceServerId: z
      .string()
      .optional()
      .meta({ description: 'The source server that receives the data' }),
    dataReplicationState: z
      .string()
      .optional()
      .meta({ description: "DRS's own state" }),
    percent: z.number().optional(),
    totalBytes: z.number().optional(),
    replicatedBytes: z.number().optional(),
    rescannedBytes: z
      .number()
      .optional()
      .meta({ description: 'Set while, and as long as, a rescan matters' }),
    backlogBytes: z.number().optional(),
    lagSeconds: z.number().optional(),
    etaAt: timestampSchema.optional(),
    initiationSteps: z.array(initiationStepSchema).optional(),
    error: errorDetailsSchema.optional(),
    observedAt: timestampSchema.optional(),
  })
  .meta({ id: 'ReplicationProgress' });
export type ReplicationProgress = z.infer<typeof replicationProgressSchema>;

/** The replication of a whole session in one line. */
export const replicationSummarySchema = z
  .object({
    counts: z.record(z.string(), z.number().int()),
    total: z.number().int(),
    ready: z.number().int(),
    percent: z.number().optional(),
    remainingBytes: z.number().optional(),
    backlogBytes: z.number().optional(),
    worstLagSeconds: z.number().optional(),
    worst: z
      .object({
        recoveryInstanceId: z.string(),
        hostname: z.string().optional(),
      })
      .optional()
      .meta({ description: 'The machine furthest behind' }),
    etaAt: timestampSchema.optional(),
    observedAt: timestampSchema
      .optional()
      .meta({ description: 'When AWS was last asked' }),
    nextObservationAt: timestampSchema.optional(),
  })
  .meta({ id: 'ReplicationSummary' });
export type ReplicationSummary = z.infer<typeof replicationSummarySchema>;

export const instanceReplicationSchema = z
  .object({
    recoveryInstanceId: z.string(),
    hostname: z.string().optional(),
    replication: replicationProgressSchema,
  })
  .meta({ id: 'InstanceReplication' });

/** The answer of `GET …/reverse-replication-status`. */
export const reverseReplicationStatusSchema = z
  .object({
    sessionId: z.string(),
    status: z.string(),
    summary: replicationSummarySchema,
    instances: z.array(instanceReplicationSchema),
    operation: operationSummarySchema.optional(),
    lastError: errorDetailsSchema.optional(),
  })
  .meta({ id: 'ReverseReplicationStatus' });
export type ReverseReplicationStatus = z.infer<
  typeof reverseReplicationStatusSchema
>;

/** One observation, kept for charts. */
export const replicationSampleSchema = z
  .object({
    recoveryInstanceId: z.string(),
    at: timestampSchema,
    state: replicationStateSchema,
    lagSeconds: z.number().optional(),
    backlogBytes: z.number().optional(),
    remainingBytes: z.number().optional(),
    percent: z.number().optional(),
  })
  .meta({ id: 'ReplicationSample' });
export type ReplicationSample = z.infer<typeof replicationSampleSchema>;

/** One moment of a session's chart: the median and the worst of its instances. */
export const replicationPointSchema = z
  .object({
    at: timestampSchema,
    medianLagSeconds: z.number().optional(),
    worstLagSeconds: z.number().optional(),
    backlogBytes: z.number(),
    remainingBytes: z.number(),
    ready: z.number().int(),
    total: z.number().int(),
  })
  .meta({ id: 'ReplicationPoint' });
export type ReplicationPoint = z.infer<typeof replicationPointSchema>;

/** The answer of `GET …/replication-samples`: the session's line, and those of its worst instances. */
export const replicationSamplesSchema = z
  .object({
    points: z.array(replicationPointSchema),
    worst: z.array(
      z.object({
        recoveryInstanceId: z.string(),
        hostname: z.string().optional(),
        samples: z.array(replicationSampleSchema),
      }),
    ),
  })
  .meta({ id: 'ReplicationSamples' });
export type ReplicationSamples = z.infer<typeof replicationSamplesSchema>;
