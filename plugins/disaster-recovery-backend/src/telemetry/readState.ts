import type { Knex } from 'knex';

/** A number, and what it is the number of. */
export type Measured = { value: number } & Record<string, string | number>;

/** How things stand, as metrics tell it. */
export interface State {
  sessions: Measured[];
  operations: Measured[];
  things: Measured[];
  overdue: Measured[];
  failing: Measured[];
  latenessSeconds: Measured[];
  openIntents: Measured[];
  worstLagSeconds: Measured[];
}

const OVERDUE_SECONDS = 60;

type Counted = Record<string, string> & { count: string };

const measured = (rows: Counted[]): Measured[] =>
  rows.map(({ count, ...attributes }) => ({
    ...attributes,
    value: Number(count),
  }));

/** Reads how things stand: a few counts, each by an index or of a small table. */
export async function readState(database: Knex): Promise<State> {
  const [sessions, operations, queue, failing, intents, lag] =
    await Promise.all([
      database('failover_sessions').groupBy('status').select('status').count({
        count: '*',
      }),
      database('operations')
        .groupBy('kind', 'status')
        .select('kind', 'status')
        .count({ count: '*' }),
      database('engine_wakes').first(
        database.raw('count(*) AS things'),
        database.raw(
          `count(*) FILTER (WHERE wake_at < now() - interval '${OVERDUE_SECONDS} seconds') AS overdue`,
        ),
        database.raw(
          'coalesce(greatest(extract(epoch FROM now() - min(wake_at)), 0), 0) AS lateness',
        ),
      ),
      database('engine_fences')
        .where('failures', '>', 0)
        .first(database.raw('count(*) AS count')),
      database('intents')
        .where('status', 'OPEN')
        .whereNull('thing_ended_at')
        .first(database.raw('count(*) AS count')),
      database('recovery_instances')
        .join(
          'failover_sessions',
          'failover_sessions.id',
          'recovery_instances.session_id',
        )
        .whereNot('failover_sessions.status', 'CLEANUP_COMPLETE')
        .first(
          database.raw(
            `coalesce(max(greatest((replication->>'lagSeconds')::float, (re_protection->>'lagSeconds')::float)), 0) AS seconds`,
          ),
        ),
    ]);
  const one = (value: unknown): Measured[] => [{ value: Number(value) }];
  return {
    sessions: measured(sessions as unknown as Counted[]),
    operations: measured(operations as unknown as Counted[]),
    things: one(queue.things),
    overdue: one(queue.overdue),
    failing: one(failing.count),
    latenessSeconds: one(queue.lateness),
    openIntents: one(intents.count),
    worstLagSeconds: one(lag.seconds),
  };
}
