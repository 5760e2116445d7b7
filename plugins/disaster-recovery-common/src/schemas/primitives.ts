import { z } from 'zod';

/** A moment in time as ISO 8601 with an offset, for example `2026-11-23T10:02:00.000Z`. */
export const timestampSchema = z
  .string()
  .meta({ format: 'date-time', description: 'ISO 8601 with an offset' });

/** A twelve-digit AWS account id. */
export const accountIdSchema = z
  .string()
  .regex(/^\d{12}$/)
  .meta({ description: 'Twelve-digit AWS account id' });

/** An AWS region code, for example `us-east-1`. */
export const regionSchema = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/)
  .meta({ description: 'AWS region code' });

/** The id of a DRS source server, `s-` and 17 characters. */
export const sourceServerIdSchema = z
  .string()
  .regex(/^s-[0-9a-zA-Z]{17}$/)
  .meta({ description: 'DRS source server id' });

/** The id of an EC2 instance; a DRS recovery instance has the same id as its EC2 instance. */
export const instanceIdSchema = z
  .string()
  .regex(/^i-[0-9a-fA-F]{8,17}$/)
  .meta({ description: 'EC2 instance id, also the DRS recovery instance id' });

/** A catalog entity reference, for example `group:default/team-orders`. */
export const entityRefSchema = z
  .string()
  .min(3)
  .max(255)
  .regex(/^[^\s:/]+:[^\s:/]+\/[^\s:/]+$/)
  .meta({ description: 'Catalog entity reference kind:namespace/name' });

/**
 * The name of a group or plan: 1 to 64 characters after trimming, unique without regard to case. In one line, and in the order
 * in which it is read: a name that looks like another one is a trap on the day when somebody has to type it.
 */
export const nameSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/\S/)
  .regex(
    // eslint-disable-next-line no-control-regex
    /^[^\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]*$/,
  )
  .meta({ description: 'Unique without regard to case; 1 to 64 characters' });

/** How often a thing was changed, as its reader saw it; a number that the database can count to. */
export const versionSchema = z
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);

/** Tags as AWS has them: key to value, up to 50 of them. */
export const tagsSchema = z
  .record(z.string().min(1).max(128), z.string().max(256))
  .meta({ description: 'Tags, key to value' });

/** Who did a thing: a user or service, as the portal names it. */
export const principalSchema = z
  .string()
  .meta({ description: 'User entity reference or service subject' });

/**
 * An error as it is kept and shown: what happened, why in AWS's words, and what to do.
 */
export const errorDetailsSchema = z
  .object({
    message: z.string().meta({ description: 'What happened, in a sentence' }),
    code: z
      .string()
      .optional()
      .meta({ description: "AWS's error code, or the product's own" }),
    service: z.string().optional(),
    operation: z
      .string()
      .optional()
      .meta({ description: 'The AWS operation that was refused' }),
    awsRequestId: z.string().optional(),
    reason: z
      .string()
      .optional()
      .meta({ description: "Why, in AWS's own words" }),
    remedy: z.string().optional().meta({ description: 'What to do about it' }),
    output: z
      .object({ stdout: z.string(), stderr: z.string() })
      .optional()
      .meta({
        description: 'Output of the SSM command, empty when it gave none',
      }),
    correlationId: z.string().optional(),
    operationId: z.string().optional(),
    resourceIds: z.array(z.string()).optional(),
    at: timestampSchema,
  })
  .meta({ id: 'ErrorDetails' });
export type ErrorDetails = z.infer<typeof errorDetailsSchema>;

/** An account and a region together: where a DRS lives. */
export const accountRegionSchema = z
  .object({ accountId: accountIdSchema, region: regionSchema })
  .meta({ id: 'AccountRegion' });
export type AccountRegion = z.infer<typeof accountRegionSchema>;

/** Wraps the schema of an item into that of a page of items. */
export function pageSchema<T extends z.ZodType>(item: T, id: string) {
  return z
    .object({
      items: z.array(item),
      totalItems: z
        .number()
        .int()
        .meta({ description: 'How many items match, over all pages' }),
      nextCursor: z
        .string()
        .optional()
        .meta({ description: 'Opaque; absent on the last page' }),
    })
    .meta({ id });
}

/** A page of a list. `nextCursor` is opaque, and absent on the last page. */
export type Page<T> = { items: T[]; totalItems: number; nextCursor?: string };
