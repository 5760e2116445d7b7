import { isError } from '@backstage/errors';
import type { OperationKind } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { AuditLog } from '../audit';

const REFUSALS = ['ConflictError', 'InputError'];
/** A refusal may name thousands of machines; the record keeps as much as somebody reads. */
const LONGEST = 2_000;

/** Keeps that somebody asked for what the state of a session forbids, and why: nothing else is left of such a request. */
export async function recordRefusal(
  { audit, database }: { audit: AuditLog; database: Knex },
  request: { sessionId: string; kind: OperationKind; principal: string },
  error: unknown,
): Promise<void> {
  if (!isError(error) || !REFUSALS.includes(error.name)) {
    return;
  }
  await audit.record(database, {
    actor: request.principal,
    action: `${request.kind}.refused`,
    outcome: 'REFUSED',
    resourceType: 'failover-session',
    resourceId: request.sessionId,
    sessionId: request.sessionId,
    message: `${request.kind} was refused: ${shortened(error.message)}`,
  });
}

function shortened(message: string): string {
  return message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message;
}
