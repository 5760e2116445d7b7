import { z } from 'zod';
import {
  errorDetailsSchema,
  pageSchema,
  principalSchema,
  timestampSchema,
} from './primitives';

/** One entry of the durable record: who did what to what, when, and how it ended. */
export const auditEventSchema = z
  .object({
    id: z.string(),
    at: timestampSchema,
    actor: principalSchema,
    action: z
      .string()
      .meta({ description: 'For example install-agents.requested' }),
    outcome: z.enum([
      'REQUESTED',
      'SUCCEEDED',
      'FAILED',
      'RETRIED',
      'OBSERVED',
      'REFUSED',
    ]),
    resourceType: z.enum([
      'failover-session',
      'execution',
      'recovery-plan',
      'protection-group',
      'source-server',
    ]),
    resourceId: z.string().meta({
      description: '`*` for no resource in particular',
    }),
    sessionId: z.string().optional(),
    operationId: z.string().optional(),
    correlationId: z.string().optional(),
    message: z.string(),
    error: errorDetailsSchema.optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof auditEventSchema>;

export const auditEventPageSchema = pageSchema(
  auditEventSchema,
  'AuditEventPage',
);
