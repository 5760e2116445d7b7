import { createHash } from 'node:crypto';
import {
  FURTHEST_FIRST,
  type ReplicationTotals,
  totalReplication,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { hasBrokenReplication, hasLiveDrill, isFailed } from './instanceRules';
import type { InstanceRecord } from './types';

/** What is said of the instances of a session as a whole. */
export interface SessionDigest {
  instanceCount: number;
  failedInstanceCount: number;
  brokenReplicationCount: number;
  hasLiveDrill: boolean;
  /** Of the instances that can fail back. */
  replication: ReplicationTotals;
}

/** Which of several instances is named first, where all else is equal. */
export const INSTANCE_ORDER =
  'wave_number NULLS LAST, hostname, recovery_instance_id';

/**
 * Adds up the instances of a session where they are at hand.
 *
 * @param instances - in the order of {@link INSTANCE_ORDER}
 */
export function digestInstances(instances: InstanceRecord[]): SessionDigest {
  return {
    instanceCount: instances.length,
    failedInstanceCount: instances.filter(isFailed).length,
    brokenReplicationCount: instances.filter(hasBrokenReplication).length,
    hasLiveDrill: instances.some(hasLiveDrill),
    replication: totalReplication(
      instances.filter(({ cannotFailBack }) => cannotFailBack === undefined),
    ),
  };
}

const STATES = FURTHEST_FIRST.map(state => `'${state}'`).join();
const NEAREST_LAST = `array_position(ARRAY[${STATES}], state),
           coalesce(remaining, 0) DESC, coalesce(lag, 0) DESC, ${INSTANCE_ORDER}`;

// The same as `digestInstances`: a page of sessions may stand for hundreds of thousands of instances, which stay in the database.
const DIGEST_SQL = `
  SELECT session_id,
         count(*)::int AS instances,
         count(*) FILTER (WHERE failed)::int AS failed,
         count(*) FILTER (
           WHERE returns AND state = 'ERROR' AND failback ->> 'status' IS DISTINCT FROM 'LAUNCHED'
         )::int AS broken,
         bool_or(
           drill ->> 'failbackInstanceId' IS NOT NULL
           AND drill ->> 'status' IS DISTINCT FROM 'TERMINATED'
           AND upper(coalesce(drill ->> 'ec2State', '')) NOT IN ('TERMINATED', 'SHUTTING-DOWN', 'NOT_FOUND')
         ) AS has_live_drill,
         ${FURTHEST_FIRST.map(
           state =>
             `count(*) FILTER (WHERE returns AND state = '${state}')::int AS "${state}"`,
         ).join()},
         count(*) FILTER (WHERE returns)::int AS total,
         count(*) FILTER (WHERE returns AND size > 0)::int AS sized,
         sum(size) FILTER (WHERE returns AND size > 0) AS sized_bytes,
         sum(coalesce(percent, 0) / 100 * size) FILTER (WHERE returns AND size > 0) AS through_bytes,
         sum(remaining) FILTER (WHERE returns) AS remaining_bytes,
         sum(backlog) FILTER (WHERE returns) AS backlog_bytes,
         max(lag) FILTER (WHERE returns) AS worst_lag_seconds,
         max(eta_at) FILTER (WHERE returns) AS eta_at,
         max(observed_at) FILTER (WHERE returns) AS observed_at,
         (array_agg(
           json_build_array(recovery_instance_id, hostname) ORDER BY ${NEAREST_LAST}
         ) FILTER (WHERE returns))[1] AS furthest
  FROM (
    SELECT session_id, failed, drill, failback, cannot_fail_back IS NULL AS returns,
           state, percent, size, backlog, lag, eta_at, observed_at,
           CASE WHEN size IS NOT NULL AND replicated IS NOT NULL
             THEN greatest(0, size - replicated, size - coalesce(rescanned, size)) END AS remaining,
           hostname, recovery_instance_id, wave_number
    FROM (
      SELECT session_id, failed, drill, failback, cannot_fail_back, hostname, recovery_instance_id, wave_number,
             replication ->> 'state' AS state, (replication ->> 'percent')::float8 AS percent,
             (replication ->> 'totalBytes')::float8 AS size, (replication ->> 'replicatedBytes')::float8 AS replicated,
             (replication ->> 'rescannedBytes')::float8 AS rescanned, (replication ->> 'backlogBytes')::float8 AS backlog,
             (replication ->> 'lagSeconds')::float8 AS lag, (replication ->> 'etaAt')::timestamptz AS eta_at,
             (replication ->> 'observedAt')::timestamptz AS observed_at
      FROM recovery_instances
      WHERE session_id = ANY(:ids)
      OFFSET 0 -- so that each value is read out of the JSON once, not wherever it is named
    ) p
  ) instances
  GROUP BY session_id`;

/** Names the rule by which a digest was added up: one that another version of the portal kept is not taken for one of this. */
export const DIGEST_RULE = createHash('sha256')
  .update(DIGEST_SQL)
  .digest('hex')
  .slice(0, 16);

/** A digest as the database gives it and keeps it, in JSON; empty where there are no instances. */
export type DigestRow = Record<string, any>;

function optional(value: unknown): number | undefined {
  return value === null ? undefined : Number(value);
}

function optionalTime(value: string | null): string | undefined {
  return value === null ? undefined : new Date(value).toISOString();
}

/** Reads a digest that {@link addUpSessions} made. */
export function toDigest(row: DigestRow): SessionDigest {
  if (row.instances === undefined) {
    return digestInstances([]);
  }
  const counts = FURTHEST_FIRST.map(state => [state, row[state]] as const);
  return {
    instanceCount: row.instances,
    failedInstanceCount: row.failed,
    brokenReplicationCount: row.broken,
    hasLiveDrill: row.has_live_drill,
    replication: {
      counts: Object.fromEntries(counts.filter(([, count]) => count > 0)),
      total: row.total,
      sized: {
        count: row.sized,
        bytes: row.sized_bytes ?? 0,
        throughBytes: row.through_bytes ?? 0,
      },
      remainingBytes: optional(row.remaining_bytes),
      backlogBytes: optional(row.backlog_bytes),
      worstLagSeconds: optional(row.worst_lag_seconds),
      furthest: row.furthest
        ? {
            recoveryInstanceId: row.furthest[0],
            hostname: row.furthest[1] ?? undefined,
          }
        : undefined,
      etaAt: optionalTime(row.eta_at),
      observedAt: optionalTime(row.observed_at),
    },
  };
}

/** Adds up the instances of sessions, in the database. @returns a digest for each of the sessions */
export async function addUpSessions(
  database: Knex,
  sessionIds: string[],
): Promise<Map<string, DigestRow>> {
  const { rows } = await database.raw(
    `SELECT session_id AS id, to_jsonb(totals) AS digest FROM (${DIGEST_SQL}) totals`,
    { ids: sessionIds },
  );
  const digests = new Map<string, DigestRow>(sessionIds.map(id => [id, {}]));
  for (const { id, digest } of rows) {
    digests.set(id, digest);
  }
  return digests;
}
