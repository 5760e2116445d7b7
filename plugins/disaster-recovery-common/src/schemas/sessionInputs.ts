import { z } from 'zod';
import { acceptDestroyedSchema } from './execution';
import { failbackModeSchema } from './failoverSession';
import {
  accountIdSchema,
  entityRefSchema,
  instanceIdSchema,
  nameSchema,
  regionSchema,
} from './primitives';

/** Machines of a session, which has as many at most as a group. */
const instanceIdsSchema = z.array(instanceIdSchema).min(1).max(4000);

/** The body of `POST /failover-sessions`: adopts a failover that was started outside the portal. */
export const adoptSessionInputSchema = z
  .object({
    accountId: accountIdSchema,
    region: regionSchema.meta({ description: 'The recovery region' }),
    jobIds: z
      .array(z.string().regex(/^drsjob-[0-9a-zA-Z]{17}$/))
      .min(1)
      .max(100),
    name: nameSchema.optional(),
    owner: entityRefSchema.optional(),
    entityRef: entityRefSchema.optional(),
    recoveryPlanId: z
      .string()
      .max(100)
      .optional()
      .meta({ description: 'The plan whose waves the way back should follow' }),
  })
  .strict()
  .meta({ id: 'AdoptSessionInput' });
export type AdoptSessionInput = z.infer<typeof adoptSessionInputSchema>;

/** The body of `POST …/install-agents`. */
export const installAgentsInputSchema = z
  .object({
    instanceIds: instanceIdsSchema
      .optional()
      .meta({ description: 'Only these; all that need it unless given' }),
  })
  .strict()
  .meta({ id: 'InstallAgentsInput' });
export type InstallAgentsInput = z.infer<typeof installAgentsInputSchema>;

/** The body of `POST …/mirror-config`. */
export const mirrorConfigInputSchema = z
  .object({
    acceptUnmapped: z.boolean().optional().meta({
      description:
        'Mirror what can be mirrored, and leave the named rest behind',
    }),
  })
  .strict()
  .meta({ id: 'MirrorConfigInput' });
export type MirrorConfigInput = z.infer<typeof mirrorConfigInputSchema>;

/** The body of `POST …/start-reverse-replication`. */
export const startReverseReplicationInputSchema = z
  .object({ instanceIds: instanceIdsSchema.optional() })
  .strict()
  .meta({ id: 'StartReverseReplicationInput' });
export type StartReverseReplicationInput = z.infer<
  typeof startReverseReplicationInputSchema
>;

/** The body of `POST …/execute-failback`. */
export const executeFailbackInputSchema = z
  .object({
    mode: failbackModeSchema,
    acceptDestroyed: acceptDestroyedSchema.optional(),
  })
  .strict()
  .meta({ id: 'ExecuteFailbackInput' });
export type ExecuteFailbackInput = z.infer<typeof executeFailbackInputSchema>;

/** The body of `POST …/cleanup`. */
export const cleanupInputSchema = z
  .object({
    planId: z.string().min(1).max(200).meta({
      description: 'Of the cleanup plan that was confirmed',
    }),
    deleteSourceServers: z
      .boolean()
      .default(false)
      .meta({ description: 'As the confirmed plan was asked for' }),
  })
  .strict()
  .meta({ id: 'CleanupInput' });
export type CleanupInput = z.infer<typeof cleanupInputSchema>;

/**
 * The body of `POST …/release-source-servers`: AWS's remedy when an installer says that the server was previously
 * installed to replicate elsewhere. It costs the forward protection and its snapshots, so it wants the session's name.
 */
export const releaseSourceServersInputSchema = z
  .object({
    instanceIds: instanceIdsSchema,
    confirm: z
      .string()
      .max(200)
      .meta({ description: "The session's name, as typed" }),
  })
  .strict()
  .meta({ id: 'ReleaseSourceServersInput' });
export type ReleaseSourceServersInput = z.infer<
  typeof releaseSourceServersInputSchema
>;
