import { z } from 'zod';
import {
  accountIdSchema,
  entityRefSchema,
  nameSchema,
  pageSchema,
  principalSchema,
  regionSchema,
  tagsSchema,
  timestampSchema,
  versionSchema,
} from './primitives';

/** Whether one failed server stops the plan, or only the waves that depend on its wave. */
export const failurePolicySchema = z.enum(['failFast', 'continue']);
export type FailurePolicy = z.infer<typeof failurePolicySchema>;

/** An SSM document that runs before or after a wave. */
export const waveActionSchema = z
  .object({
    name: nameSchema,
    kind: z
      .enum(['AUTOMATION', 'COMMAND'])
      .meta({ description: 'An Automation runbook, or a Command document' }),
    documentName: z
      .string()
      .regex(/^[a-zA-Z0-9_\-.:/]{3,200}$/)
      .meta({ description: 'Name or ARN of the SSM document' }),
    documentVersion: z
      .string()
      .regex(/^(\$LATEST|\$DEFAULT|[1-9][0-9]*)$/)
      .optional(),
    parameters: z
      .record(z.string().min(1).max(50), z.array(z.string().max(512)).max(50))
      .default({})
      .meta({
        description: 'As SSM takes them: name to list of values',
        maxProperties: 200,
      }),
    targets: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('waveInstances') }).strict(),
        z
          .object({
            kind: z.literal('instances'),
            instanceIds: z
              .array(z.string().regex(/^(i|mi)-[0-9a-f]+$/))
              .min(1)
              .max(50),
          })
          .strict(),
        z
          .object({
            kind: z.literal('tags'),
            tags: tagsSchema.meta({ maxProperties: 50 }),
          })
          .strict(),
      ])
      .optional()
      .meta({
        description:
          'Of a Command: the instances that the wave launched (post-wave), given instances, or tagged ones',
      }),
    region: regionSchema
      .optional()
      .meta({ description: "Where it runs; the plan's region unless given" }),
    accountId: accountIdSchema.optional(),
    timeoutSeconds: z.number().int().min(30).max(172800).default(3600),
    onFailure: z
      .enum(['stop', 'continue'])
      .default('stop')
      .meta({ description: 'Whether a failed action fails its wave' }),
  })
  .strict()
  .meta({ id: 'WaveAction' });
export type WaveAction = z.infer<typeof waveActionSchema>;

/** One wave of a plan: groups that start together once the waves it depends on are complete. */
export const waveSchema = z
  .object({
    number: z.number().int().min(1).max(100),
    name: nameSchema,
    description: z.string().max(1000).optional(),
    protectionGroupIds: z.array(z.string().max(100)).min(1).max(50),
    dependsOn: z
      .array(z.number().int().min(1).max(100))
      .max(100)
      .default([])
      .meta({
        description: 'Numbers of the waves that must be complete first',
      }),
    pauseBefore: z.boolean().default(false),
    preActions: z.array(waveActionSchema).max(20).default([]),
    postActions: z.array(waveActionSchema).max(20).default([]),
    failurePolicy: failurePolicySchema.default('failFast'),
  })
  .strict()
  .meta({ id: 'Wave' });
export type Wave = z.infer<typeof waveSchema>;

const writableFields = {
  name: nameSchema,
  description: z.string().max(1000).optional(),
  owner: entityRefSchema.optional(),
  entityRef: entityRefSchema.optional(),
  waves: z.array(waveSchema).min(1).max(100),
};

/** The body of `POST /recovery-plans` and `POST /recovery-plans/validate`. */
export const recoveryPlanInputSchema = z
  .object(writableFields)
  .strict()
  .meta({ id: 'RecoveryPlanInput' });
export type RecoveryPlanInput = z.infer<typeof recoveryPlanInputSchema>;

/** The body of `PUT /recovery-plans/{id}`. */
export const recoveryPlanUpdateSchema = z
  .object({ ...writableFields, version: versionSchema })
  .strict()
  .meta({ id: 'RecoveryPlanUpdate' });
export type RecoveryPlanUpdate = z.infer<typeof recoveryPlanUpdateSchema>;

/** A Recovery Plan: waves that form an acyclic graph, all in one account. */
export const recoveryPlanSchema = z
  .object({
    id: z.string(),
    ...writableFields,
    accountId: accountIdSchema,
    region: regionSchema.meta({
      description: "The region in which it launches: that of its groups' DRS",
    }),
    sourceRegion: regionSchema,
    serverCount: z.number().int(),
    mirrorOf: z
      .object({
        sessionId: z.string(),
        recoveryPlanId: z.string().optional().meta({
          description: 'Absent when the failover was adopted without a plan',
        }),
      })
      .optional(),
    lastExecution: z
      .object({
        id: z.string(),
        executionType: z.enum(['DRILL', 'RECOVERY']),
        status: z.string(),
        startedAt: timestampSchema,
      })
      .optional(),
    lastDrillAt: timestampSchema.optional(),
    version: z.number().int(),
    createdAt: timestampSchema,
    createdBy: principalSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: 'RecoveryPlan' });
export type RecoveryPlan = z.infer<typeof recoveryPlanSchema>;

export const recoveryPlanPageSchema = pageSchema(
  recoveryPlanSchema,
  'RecoveryPlanPage',
);

/** One thing that stands against a plan, or that one should know before running it. */
export const planFindingSchema = z
  .object({
    severity: z.enum(['error', 'warning', 'info']),
    code: z.string().meta({ description: 'For example DEPENDENCY_CYCLE' }),
    message: z.string(),
    remedy: z.string().optional(),
    waveNumber: z.number().int().optional(),
    resourceIds: z.array(z.string()).optional(),
  })
  .meta({ id: 'PlanFinding' });
export type PlanFinding = z.infer<typeof planFindingSchema>;

/** The answer of `POST /recovery-plans/validate`: what a plan as typed would meet. */
export const planValidationSchema = z
  .object({
    valid: z.boolean(),
    findings: z.array(planFindingSchema),
    serverCount: z.number().int(),
    jobCount: z.number().int(),
  })
  .meta({ id: 'PlanValidation' });
export type PlanValidation = z.infer<typeof planValidationSchema>;
