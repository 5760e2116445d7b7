import type {
  AuditEvent,
  Page,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../database/cursor';

/** A bigint, as text. */
const sequenceCursor = z.object({ sequence: z.string().regex(/^\d{1,18}$/) });

function toEvent(row: any): AuditEvent {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actor,
    action: row.action,
    outcome: row.outcome,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    sessionId: row.session_id ?? undefined,
    operationId: row.operation_id ?? undefined,
    correlationId: row.correlation_id ?? undefined,
    message: row.message,
    error: row.error ?? undefined,
    details: row.details ?? undefined,
  };
}

/** A page of the record of one session, newest first. @throws InputError for a cursor that is not one of ours */
export async function listAuditEvents(
  database: Knex,
  query: { sessionId: string; limit: number; cursor?: string },
): Promise<Page<AuditEvent>> {
  const matching = database('audit_events').where({
    session_id: query.sessionId,
  });
  const [{ count }] = await matching.clone().count();
  const before = query.cursor
    ? decodeCursor(query.cursor, sequenceCursor).sequence
    : undefined;
  const rows = await matching
    .clone()
    .modify(builder => {
      if (before !== undefined) {
        builder.where('sequence', '<', before);
      }
    })
    .orderBy('sequence', 'desc')
    .limit(query.limit + 1);
  const items = rows.slice(0, query.limit);
  return {
    items: items.map(toEvent),
    totalItems: Number(count),
    ...(rows.length > query.limit && {
      nextCursor: encodeCursor({ sequence: items.at(-1).sequence }),
    }),
  };
}
