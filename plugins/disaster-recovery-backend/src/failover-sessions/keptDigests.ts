import type { Knex } from 'knex';
import { DIGEST_RULE, type DigestRow } from './digestSessions';

/** What is kept of a session. */
export interface KeptDigest {
  sessionId: string;
  /** Undefined where none is kept. */
  digest?: DigestRow;
  /** Ids of the changes since then: without any, the digest is true. */
  changes: string[];
}

/** What is kept of sessions, and what changed since, at one moment. */
export async function readKept(
  database: Knex,
  sessionIds: string[],
): Promise<KeptDigest[]> {
  const { rows } = await database.raw(
    `SELECT asked.id AS "sessionId", kept.digest,
            ARRAY(SELECT id FROM session_digest_changes WHERE session_id = asked.id) AS changes
     FROM unnest(:ids::text[]) AS asked(id)
     LEFT JOIN session_digests kept ON kept.session_id = asked.id AND kept.rule = :rule`,
    { ids: sessionIds, rule: DIGEST_RULE },
  );
  return rows.map((row: any) => ({ ...row, digest: row.digest ?? undefined }));
}

/** What changed first since it was added up, of whatever sessions. */
export async function readChanges(
  database: Knex,
  limit: number,
): Promise<Pick<KeptDigest, 'sessionId' | 'changes'>[]> {
  return database
    .from(
      database('session_digest_changes').orderBy('id').limit(limit).as('first'),
    )
    .groupBy('session_id')
    .select({
      sessionId: 'session_id',
      changes: database.raw('array_agg(id)'),
    });
}

/**
 * A larger number than any that was drawn before.
 *
 * @remarks
 * It is drawn after the changes were read, and before instances are added up. Whoever draws a larger one therefore adds up
 * later than those changes were read, and includes them as well: a digest may take the place of one with a smaller number, and
 * of no other.
 */
export async function drawNumber(database: Knex): Promise<string> {
  const { rows } = await database.raw(
    "SELECT nextval('session_digest_numbers') AS number",
  );
  return rows[0].number;
}

/**
 * Keeps digests where no newer ones are kept, and strikes out the changes that they include: those that had been read before
 * the number was drawn, and no others.
 *
 * @param digests - by session; undefined to keep none, so that the session is added up when somebody asks next
 */
export async function keep(
  transaction: Knex.Transaction,
  {
    number,
    digests,
    changes,
  }: {
    number: string;
    digests: Map<string, DigestRow | undefined>;
    changes: string[];
  },
): Promise<void> {
  // In the order of sessions, and before their changes: whoever keeps the same ones at the same time waits, and is not waited for.
  await transaction.raw(
    `INSERT INTO session_digests (session_id, rule, number, digest)
     SELECT session.id, :rule, :number, given.digest
     FROM jsonb_to_recordset(:digests::jsonb) AS given(id text, digest jsonb)
     JOIN failover_sessions session USING (id)
     ORDER BY session.id
     ON CONFLICT (session_id) DO UPDATE SET rule = excluded.rule, number = excluded.number, digest = excluded.digest
     WHERE excluded.number > session_digests.number`,
    {
      rule: DIGEST_RULE,
      number,
      digests: JSON.stringify(
        [...digests].map(([id, digest]) => ({ id, digest })),
      ),
    },
  );
  await transaction('session_digest_changes')
    .whereRaw('id = ANY(?::bigint[])', [changes])
    .delete();
}
