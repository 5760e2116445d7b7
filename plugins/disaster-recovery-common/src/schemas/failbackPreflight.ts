import { z } from 'zod';
import { destroyedInstanceSchema, preflightSchema } from './execution';

/**
 * How an instance that a failback would destroy is taken. OWN_DRILL: launched by a drill of this session, goes without a
 * question. ACCEPTABLE: goes only when the caller names it in `acceptDestroyed`. REFUSED: cannot be accepted.
 */
export const lossStandingSchema = z.enum([
  'OWN_DRILL',
  'ACCEPTABLE',
  'REFUSED',
]);
export type LossStanding = z.infer<typeof lossStandingSchema>;

/** A live instance that DRS would terminate for a failback or its drill: what it is, and what becomes of it. */
export const failbackLossSchema = destroyedInstanceSchema
  .extend({
    standing: lossStandingSchema,
    description: z
      .string()
      .meta({ description: 'What it is, and what becomes of it' }),
  })
  .meta({ id: 'FailbackLoss' });
export type FailbackLoss = z.infer<typeof failbackLossSchema>;

/**
 * The answer of `GET /failover-sessions/{id}/failback-preflight`: what executing the failback, or drilling it, would do
 * now. After a failed attempt it is about what failed.
 */
export const failbackPreflightSchema = preflightSchema
  .extend({ destroys: z.array(failbackLossSchema) })
  .meta({ id: 'FailbackPreflight' });
export type FailbackPreflight = z.infer<typeof failbackPreflightSchema>;
