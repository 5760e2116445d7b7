import { z } from 'zod';
import { stepStatusSchema } from './operation';
import { accountIdSchema, regionSchema, timestampSchema } from './primitives';

/** What cleanup does to one resource. */
export const cleanupEffectSchema = z.enum([
  'stop-replication',
  'terminate',
  'delete',
  'delete-record',
  'keep',
]);
export type CleanupEffect = z.infer<typeof cleanupEffectSchema>;

/** One line of a cleanup plan. */
export const cleanupStepSchema = z
  .object({
    order: z.number().int(),
    effect: cleanupEffectSchema,
    resourceType: z.enum([
      'reversed-source-server',
      'recovery-instance',
      'failback-instance-record',
      'failback-instance',
      'source-server',
      'drill-instance',
      'recovery-plan',
      'protection-group',
    ]),
    resourceId: z.string(),
    name: z.string().optional(),
    accountId: accountIdSchema,
    region: regionSchema,
    reason: z
      .string()
      .meta({ description: 'Why it is done, or why the resource is kept' }),
    optional: z.boolean(),
    status: stepStatusSchema.optional(),
    message: z.string().optional(),
  })
  .meta({ id: 'CleanupStep' });
export type CleanupStep = z.infer<typeof cleanupStepSchema>;

/** The answer of `GET …/cleanup-plan`. `planId` is a hash of what would be done: it must come back to confirm it. */
export const cleanupPlanSchema = z
  .object({
    sessionId: z.string(),
    planId: z.string(),
    deleteSourceServers: z.boolean(),
    steps: z.array(cleanupStepSchema),
    kept: z.array(cleanupStepSchema),
    blockedBy: z.array(z.string()).meta({
      description: 'Why cleanup is refused now; empty when it is not',
    }),
    createdAt: timestampSchema,
  })
  .meta({ id: 'CleanupPlan' });
export type CleanupPlan = z.infer<typeof cleanupPlanSchema>;
