import type { Knex } from 'knex';
import { sessionRows } from './rows';
import type { SessionRecord } from './types';

const NAME_LENGTH = 64;

/** A name with a number, within the length of names. */
export function numberedName(name: string, number: number): string {
  const suffix = number === 1 ? '' : ` (${number})`;
  return name.slice(0, NAME_LENGTH - suffix.length).trimEnd() + suffix;
}

/**
 * Inserts a session under the first free of the names `name`, `name (2)`, `name (3)` …
 *
 * @remarks
 * The unique index decides what is free, without regard to case: two replicas that create sessions of the same name at
 * once get two names.
 */
export async function insertSession(
  transaction: Knex.Transaction,
  session: SessionRecord,
): Promise<SessionRecord> {
  for (let number = 1; ; number++) {
    const named = { ...session, name: numberedName(session.name, number) };
    const inserted = await transaction('failover_sessions')
      .insert(sessionRows.toRow(named))
      .onConflict(transaction.raw('(lower(name))') as unknown as string)
      .ignore()
      .returning('id');
    if (inserted.length > 0) {
      return named;
    }
  }
}
