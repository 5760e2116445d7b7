import {
  remainingBytes,
  type ReplicationPoint,
  type ReplicationProgress,
  type ReplicationSamples,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { chunks } from '../chunks';

const POINTS = 96;
const SHORTEST_BUCKET_SECONDS = 60;
const SAMPLES_OF_ONE = 500;
const ROWS_PER_STATEMENT = 1000;

type WorstLine = ReplicationSamples['worst'][number];

function optional(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

/**
 * SQL for the last sample of each instance of a session: one step into the index for each, however long its history is.
 *
 * @param which - SQL that the sample must meet too
 */
const lastOfEach = (which: string) => `
  SELECT last.* FROM recovery_instances i CROSS JOIN LATERAL (
    SELECT * FROM replication_samples s
    WHERE s.session_id = i.session_id AND s.recovery_instance_id = i.recovery_instance_id ${which}
    ORDER BY at DESC LIMIT 1) last
  WHERE i.session_id = :sessionId`;

/** Samples of reverse replication, and the lines that charts draw through them. */
export class ReplicationSampleStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /** Keeps what was observed of some instances of a session. */
  async add(
    sessionId: string,
    samples: { recoveryInstanceId: string; progress: ReplicationProgress }[],
    transaction: Knex.Transaction,
  ): Promise<void> {
    const rows = samples.map(({ recoveryInstanceId, progress }) => ({
      session_id: sessionId,
      recovery_instance_id: recoveryInstanceId,
      at: progress.observedAt,
      state: progress.state,
      lag_seconds: progress.lagSeconds ?? null,
      backlog_bytes: progress.backlogBytes ?? null,
      remaining_bytes: remainingBytes(progress) ?? null,
      percent: progress.percent ?? null,
    }));
    for (const some of chunks(rows, ROWS_PER_STATEMENT)) {
      await transaction('replication_samples')
        .insert(some)
        .onConflict(['session_id', 'recovery_instance_id', 'at'])
        .ignore();
    }
  }

  /**
   * The session's line since a moment: at most a hundred moments, with the median and the worst of the instances at each. An
   * instance stays as it was last sampled until its next sample; a peak that came and went between two moments counts at
   * the later one, for it is what the chart is looked at for.
   */
  async points(sessionId: string, since: Date): Promise<ReplicationPoint[]> {
    const { rows } = await this.#database.raw(
      `WITH before AS (${lastOfEach(
        'AND at < :since::timestamptz',
      )}), known AS (
         SELECT * FROM before
         UNION ALL
         SELECT * FROM replication_samples WHERE session_id = :sessionId AND at >= :since::timestamptz
       ), span AS (
         SELECT greatest(min(at), :since::timestamptz) AS first, greatest(max(at), :since::timestamptz) AS last FROM known
       ), scale AS (
         SELECT first, last,
                greatest(:shortest, ceil(date_part('epoch', last - first) / :points))::int AS seconds
         FROM span WHERE first IS NOT NULL
       ), held AS (
         SELECT known.*, first, last, seconds,
                ceil(greatest(0, date_part('epoch', at - first)) / seconds)::int AS start,
                ceil(date_part('epoch', last - first) / seconds)::int AS final,
                ceil(date_part('epoch', lead(at) OVER (
                  PARTITION BY recovery_instance_id COLLATE "C" ORDER BY at) - first) / seconds)::int AS next
         FROM known, scale
       ), line AS (
         SELECT n, percentile_cont(0.5) WITHIN GROUP (ORDER BY lag_seconds) AS median,
                max(lag_seconds) AS worst,
                coalesce(sum(backlog_bytes), 0) AS backlog,
                coalesce(sum(remaining_bytes), 0) AS remaining,
                count(*) FILTER (WHERE state IN ('READY', 'READY_WITH_LAG')) AS ready,
                count(*) AS total
         FROM held, generate_series(start, coalesce(next - 1, final)) AS n
         GROUP BY n
       ), peaks AS (
         SELECT start AS n, max(lag_seconds) AS worst FROM held GROUP BY 1
       )
       SELECT least(first + n * seconds * interval '1 second', last) AS at, median, greatest(line.worst, peaks.worst) AS worst, backlog, remaining, ready, total
       FROM scale CROSS JOIN line LEFT JOIN peaks USING (n) ORDER BY n`,
      {
        sessionId,
        since: since.toISOString(),
        shortest: SHORTEST_BUCKET_SECONDS,
        points: POINTS,
      },
    );
    return rows.map((row: any) => ({
      at: row.at.toISOString(),
      medianLagSeconds: optional(row.median),
      worstLagSeconds: optional(row.worst),
      backlogBytes: Number(row.backlog),
      remainingBytes: Number(row.remaining),
      ready: Number(row.ready),
      total: Number(row.total),
    }));
  }

  /** The instances that are furthest behind now, furthest first, with their samples since a moment. */
  async worst(
    sessionId: string,
    since: Date,
    count: number,
  ): Promise<WorstLine[]> {
    const { rows } = await this.#database.raw(
      `WITH worst AS (
         SELECT recovery_instance_id, row_number() OVER (
                  ORDER BY state = 'ERROR' DESC, state IN ('READY', 'READY_WITH_LAG'),
                           remaining_bytes DESC NULLS LAST, lag_seconds DESC NULLS LAST,
                           recovery_instance_id) AS place
         FROM (${lastOfEach('')}) latest
         ORDER BY place LIMIT :count
       ), numbered AS (
         SELECT s.*, w.place,
                row_number() OVER (PARTITION BY s.recovery_instance_id ORDER BY s.at DESC) AS age
         FROM replication_samples s JOIN worst w USING (recovery_instance_id)
         WHERE s.session_id = :sessionId AND s.at >= :since::timestamptz
       )
       SELECT w.recovery_instance_id, i.hostname, n.at, n.state, n.lag_seconds, n.backlog_bytes, n.remaining_bytes, n.percent
       FROM worst w LEFT JOIN numbered n
         ON n.recovery_instance_id = w.recovery_instance_id AND n.age <= :most
       LEFT JOIN recovery_instances i
         ON i.session_id = :sessionId AND i.recovery_instance_id = w.recovery_instance_id
       ORDER BY w.place, n.at`,
      {
        sessionId,
        since: since.toISOString(),
        count,
        most: SAMPLES_OF_ONE,
      },
    );
    const lines = new Map<string, WorstLine>();
    for (const row of rows) {
      const recoveryInstanceId = row.recovery_instance_id;
      const line: WorstLine = lines.get(recoveryInstanceId) ?? {
        recoveryInstanceId,
        hostname: row.hostname ?? undefined,
        samples: [],
      };
      lines.set(recoveryInstanceId, line);
      if (row.at !== null) {
        line.samples.push({
          recoveryInstanceId,
          at: row.at.toISOString(),
          state: row.state,
          lagSeconds: optional(row.lag_seconds),
          backlogBytes: optional(row.backlog_bytes),
          remainingBytes: optional(row.remaining_bytes),
          percent: optional(row.percent),
        });
      }
    }
    return [...lines.values()];
  }
}
