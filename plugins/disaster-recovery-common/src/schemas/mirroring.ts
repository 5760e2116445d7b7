import { z } from 'zod';
import { timestampSchema } from './primitives';

/** Which rule paired an original source server with a reversed one. */
export const mappingRuleSchema = z.enum(['INSTANCE_ID', 'HOSTNAME', 'TAGS']);
export type MappingRule = z.infer<typeof mappingRuleSchema>;

/** What became of one field: `kept` as it was, `swapped` with the other half, `dropped`, or `changed` for the reason given. */
export const mirroredFieldSchema = z
  .object({
    field: z.string(),
    outcome: z.enum(['kept', 'swapped', 'changed', 'dropped']),
    original: z.unknown().optional(),
    mirrored: z.unknown().optional(),
    reason: z.string(),
  })
  .meta({ id: 'MirroredField' });
export type MirroredField = z.infer<typeof mirroredFieldSchema>;

export const serverMappingSchema = z
  .object({
    sourceServerId: z.string(),
    recoveryInstanceId: z.string(),
    hostname: z.string().optional(),
    reversedSourceServerId: z.string().optional(),
    rule: mappingRuleSchema.optional(),
    reason: z
      .string()
      .optional()
      .meta({ description: 'Why it could not be mapped or mirrored' }),
    remedy: z.string().optional(),
  })
  .meta({ id: 'ServerMapping' });
export type ServerMapping = z.infer<typeof serverMappingSchema>;

export const mirroredGroupSchema = z
  .object({
    originalId: z.string(),
    originalName: z.string(),
    mirroredId: z.string().optional(),
    mirroredName: z.string().optional(),
    fields: z.array(mirroredFieldSchema),
    servers: z.array(
      z.object({
        sourceServerId: z.string(),
        reversedSourceServerId: z.string(),
        hostname: z.string().optional(),
        applied: z
          .boolean()
          .meta({ description: 'Whether DRS and EC2 hold the settings' }),
        applyError: z.string().optional(),
        fields: z.array(mirroredFieldSchema),
      }),
    ),
  })
  .meta({ id: 'MirroredGroup' });
export type MirroredGroup = z.infer<typeof mirroredGroupSchema>;

/** The answer of `GET …/mirror-report`: proof, field by field, of what the mirrored configuration is made of. */
export const mirrorReportSchema = z
  .object({
    sessionId: z.string(),
    createdAt: timestampSchema,
    mappings: z.array(serverMappingSchema),
    unmapped: z.array(serverMappingSchema),
    groups: z.array(mirroredGroupSchema),
    plan: z
      .object({
        originalId: z.string().optional().meta({
          description: 'Absent when the failover was adopted without a plan',
        }),
        originalName: z.string(),
        mirroredId: z.string().optional(),
        mirroredName: z.string().optional(),
        fields: z.array(mirroredFieldSchema),
      })
      .optional(),
    counts: z.object({
      kept: z.number().int(),
      swapped: z.number().int(),
      changed: z.number().int(),
      dropped: z.number().int(),
    }),
  })
  .meta({ id: 'MirrorReport' });
export type MirrorReport = z.infer<typeof mirrorReportSchema>;
