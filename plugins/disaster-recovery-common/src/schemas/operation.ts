import { z } from 'zod';
import {
  errorDetailsSchema,
  principalSchema,
  timestampSchema,
} from './primitives';

/** What a session's operation does. One runs at a time on one session. */
export const operationKindSchema = z.enum([
  'install-agents',
  'mirror-config',
  'start-reverse-replication',
  'execute-failback',
  'terminate-drill',
  're-protect',
  'cleanup',
  'release-source-servers',
]);
export type OperationKind = z.infer<typeof operationKindSchema>;

export const operationStatusSchema = z.enum(['RUNNING', 'SUCCEEDED', 'FAILED']);
export type OperationStatus = z.infer<typeof operationStatusSchema>;

export const stepStatusSchema = z.enum([
  'NOT_STARTED',
  'IN_PROGRESS',
  'SUCCEEDED',
  'FAILED',
  'SKIPPED',
]);
export type StepStatus = z.infer<typeof stepStatusSchema>;

/** One step of an operation on one target, for example the reboot of one instance. */
export const operationStepSchema = z
  .object({
    id: z.string(),
    target: z
      .string()
      .optional()
      .meta({ description: 'The resource that the step works on' }),
    targetName: z.string().optional(),
    name: z.string().meta({ description: 'For example UNINSTALL_AGENT' }),
    title: z.string().meta({ description: 'In words, for people' }),
    status: stepStatusSchema,
    message: z.string().optional(),
    ssmCommandId: z.string().optional(),
    ssmStatus: z.string().optional(),
    awsRequestId: z.string().optional(),
    output: z.object({ stdout: z.string(), stderr: z.string() }).optional(),
    error: errorDetailsSchema.optional(),
    startedAt: timestampSchema.optional(),
    endedAt: timestampSchema.optional(),
  })
  .meta({ id: 'OperationStep' });
export type OperationStep = z.infer<typeof operationStepSchema>;

const operationFields = {
  id: z.string(),
  sessionId: z.string(),
  kind: operationKindSchema,
  status: operationStatusSchema,
  correlationId: z
    .string()
    .meta({ description: 'The same for every attempt at the same thing' }),
  attempt: z.number().int().min(1),
  requestedBy: principalSchema,
  request: z.record(z.string(), z.unknown()),
  error: errorDetailsSchema.optional(),
  progress: z
    .object({
      done: z.number().int(),
      failed: z.number().int(),
      total: z.number().int(),
    })
    .optional(),
  startedAt: timestampSchema,
  endedAt: timestampSchema.optional(),
};

/** An attempt at a long action of a session, as the 202 answers and the session carry it. */
export const operationSummarySchema = z
  .object(operationFields)
  .meta({ id: 'OperationSummary' });
export type OperationSummary = z.infer<typeof operationSummarySchema>;

/** An operation with its steps. */
export const operationSchema = z
  .object({
    ...operationFields,
    targetCount: z.number().int().optional().meta({
      description:
        'On how many targets it works, those among them whose steps were not asked for',
    }),
    steps: z.array(operationStepSchema),
  })
  .meta({ id: 'Operation' });
export type Operation = z.infer<typeof operationSchema>;

export const operationListSchema = z
  .object({ items: z.array(operationSchema) })
  .meta({ id: 'OperationList' });
