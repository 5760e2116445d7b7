import { z } from 'zod';
import {
  accountIdSchema,
  entityRefSchema,
  errorDetailsSchema,
  nameSchema,
  pageSchema,
  principalSchema,
  regionSchema,
  sourceServerIdSchema,
  tagsSchema,
  timestampSchema,
  versionSchema,
} from './primitives';
import {
  launchConfigOverridesSchema,
  launchConfigSchema,
  launchSettingsDriftSchema,
  originCaptureSchema,
} from './launchSettings';

/** How a group chooses its servers: by id, or by DRS tags that must all match and are resolved at each run. */
export const serverSelectionSchema = z
  .discriminatedUnion('by', [
    z
      .object({
        by: z.literal('ids'),
        sourceServerIds: z.array(sourceServerIdSchema).min(1).max(4000),
      })
      .strict(),
    z
      .object({
        by: z.literal('tags'),
        tags: tagsSchema.meta({ maxProperties: 50 }),
      })
      .strict(),
  ])
  .meta({ id: 'ServerSelection' });
export type ServerSelection = z.infer<typeof serverSelectionSchema>;

/** A DRS source server as a group holds it, with its own launch settings and how well it is protected now. */
export const protectedServerSchema = z
  .object({
    sourceServerId: sourceServerIdSchema,
    hostname: z.string().optional(),
    originInstanceId: z
      .string()
      .optional()
      .meta({ description: 'The EC2 instance whose disks are replicated' }),
    platform: z.enum(['LINUX', 'WINDOWS']).optional(),
    tags: tagsSchema,
    overrides: launchConfigOverridesSchema,
    captured: originCaptureSchema.optional(),
    captureError: errorDetailsSchema.optional(),
    drift: z.array(launchSettingsDriftSchema),
    driftCheckedAt: timestampSchema.optional(),
    launchSettingsAppliedAt: timestampSchema.optional(),
    applyError: errorDetailsSchema.optional(),
    dataReplicationState: z
      .string()
      .optional()
      .meta({ description: "DRS's own state, for example CONTINUOUS" }),
    lagSeconds: z.number().optional(),
    observedAt: timestampSchema.optional(),
  })
  .meta({ id: 'ProtectedServer' });
export type ProtectedServer = z.infer<typeof protectedServerSchema>;

const writableFields = {
  name: nameSchema,
  description: z.string().max(1000).optional(),
  owner: entityRefSchema.optional(),
  entityRef: entityRefSchema
    .optional()
    .meta({ description: 'The catalog entity that the group protects' }),
  accountId: accountIdSchema.meta({
    description: 'The account whose DRS holds the source servers',
  }),
  region: regionSchema.meta({
    description: 'The region whose DRS holds the source servers',
  }),
  sourceAccountId: accountIdSchema
    .optional()
    .meta({ description: 'The account of the original machines, if another' }),
  sourceRegion: regionSchema.meta({
    description: 'The region in which the original machines run',
  }),
  selection: serverSelectionSchema,
  launchConfig: launchConfigSchema,
  serverOverrides: z
    .record(z.string().max(100), launchConfigOverridesSchema)
    .optional()
    .meta({ description: 'By source server id', maxProperties: 4000 }),
};

/** The body of `POST /protection-groups`. */
export const protectionGroupInputSchema = z
  .object(writableFields)
  .strict()
  .meta({ id: 'ProtectionGroupInput' });
export type ProtectionGroupInput = z.infer<typeof protectionGroupInputSchema>;

/** The body of `PUT /protection-groups/{id}`: the whole group, and the version it was read at. */
export const protectionGroupUpdateSchema = z
  .object({ ...writableFields, version: versionSchema })
  .strict()
  .meta({ id: 'ProtectionGroupUpdate' });
export type ProtectionGroupUpdate = z.infer<typeof protectionGroupUpdateSchema>;

/** What DRS's own replication state means for somebody who would have to fail over now; worst first. */
export const SERVER_HEALTHS = [
  'broken',
  'syncing',
  'behind',
  'unknown',
  'healthy',
] as const;
export type ServerHealth = (typeof SERVER_HEALTHS)[number];

const countSchema = z.number().int();

/** How well the servers of a group are protected together. */
export const groupReplicationSchema = z
  .object({
    worst: z.enum(SERVER_HEALTHS),
    counts: z
      .object({
        broken: countSchema,
        syncing: countSchema,
        behind: countSchema,
        unknown: countSchema,
        healthy: countSchema,
      })
      .meta({ description: 'How many servers there are of each' }),
    worstLagSeconds: z.number().optional(),
  })
  .meta({ id: 'GroupReplication' });
export type GroupReplication = z.infer<typeof groupReplicationSchema>;

const {
  selection,
  launchConfig,
  serverOverrides: _,
  ...namedFields
} = writableFields;

/**
 * A Protection Group as a list has it, without its servers. `region` is the region whose DRS holds its servers: the recovery
 * region for an original group.
 */
export const protectionGroupSummarySchema = z
  .object({
    id: z.string(),
    ...namedFields,
    sourceAccountId: accountIdSchema,
    serverCount: z.number().int(),
    driftedServerCount: z.number().int(),
    capturedServerCount: z.number().int(),
    replication: groupReplicationSchema,
    originCapturedAt: timestampSchema
      .optional()
      .meta({ description: 'The oldest capture among its servers' }),
    mirrorOf: z
      .object({ sessionId: z.string(), protectionGroupId: z.string() })
      .optional()
      .meta({ description: 'Set on a mirrored group' }),
    usedByPlans: z.array(z.object({ id: z.string(), name: z.string() })),
    lastDrillAt: timestampSchema.optional(),
    version: z.number().int(),
    createdAt: timestampSchema,
    createdBy: principalSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: 'ProtectionGroupSummary' });
export type ProtectionGroupSummary = z.infer<
  typeof protectionGroupSummarySchema
>;

/** All of a Protection Group. */
export const protectionGroupSchema = z
  .object({
    ...protectionGroupSummarySchema.shape,
    selection,
    launchConfig,
    serverOverrides: z.record(z.string(), launchConfigOverridesSchema),
    servers: z.array(protectedServerSchema),
    selectedByTags: tagsSchema.optional().meta({
      description: 'On a mirrored group, the tags that the original chose by',
    }),
  })
  .meta({ id: 'ProtectionGroup' });
export type ProtectionGroup = z.infer<typeof protectionGroupSchema>;

export const protectionGroupPageSchema = pageSchema(
  protectionGroupSummarySchema,
  'ProtectionGroupPage',
);

/** A source server that a group could take, and the group that has it, if one does. */
export const availableSourceServerSchema = z
  .object({
    sourceServerId: sourceServerIdSchema,
    hostname: z.string().optional(),
    originInstanceId: z.string().optional(),
    originRegion: z.string().optional(),
    originAccountId: z.string().optional(),
    platform: z.enum(['LINUX', 'WINDOWS']).optional(),
    tags: tagsSchema,
    dataReplicationState: z.string().optional(),
    lagSeconds: z.number().optional(),
    takenBy: z
      .object({ id: z.string(), name: z.string() })
      .optional()
      .meta({ description: 'The Protection Group that has this server' }),
  })
  .meta({ id: 'AvailableSourceServer' });
export type AvailableSourceServer = z.infer<typeof availableSourceServerSchema>;

export const availableSourceServerPageSchema = pageSchema(
  availableSourceServerSchema,
  'AvailableSourceServerPage',
);
