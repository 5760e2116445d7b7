import type { Knex } from 'knex';
import type { InstanceHolder } from './types';

const FAILBACK_ID = `i.failback ->> 'failbackInstanceId'`;

const HOLDERS_SQL = `
  SELECT held.*, s.name AS "sessionName", s.status AS "sessionStatus",
         (SELECT max(m.at) FROM session_milestones m
          WHERE m.session_id = s.id AND m.status = 'FAILBACK_COMPLETE') AS "failedBackAt"
  FROM (
    SELECT i.recovery_instance_id AS "instanceId", 'recovery' AS role, i.hostname,
           i.ec2_state AS "ec2State", i.session_id AS "sessionId"
    FROM recovery_instances i WHERE i.recovery_instance_id = ANY(:ids)
    UNION ALL
    SELECT ${FAILBACK_ID}, 'failback', i.hostname, i.failback ->> 'ec2State', i.session_id
    FROM recovery_instances i WHERE ${FAILBACK_ID} = ANY(:ids)
  ) held JOIN failover_sessions s ON s.id = held."sessionId"
  ORDER BY held."instanceId", s.created_at`;

/**
 * Whose machines these are: the sessions that recovered to them, or failed back to them.
 *
 * @param instanceIds - of EC2 instances
 * @returns for each of them, in the order of their ids, every session that holds it, the oldest first
 */
export async function findHolders(
  instanceIds: string[],
  database: Knex,
): Promise<InstanceHolder[]> {
  if (instanceIds.length === 0) {
    return [];
  }
  const { rows } = await database.raw(HOLDERS_SQL, { ids: instanceIds });
  return rows.map((row: InstanceHolder) => ({
    ...row,
    hostname: row.hostname ?? undefined,
    ec2State: row.ec2State ?? undefined,
    failedBackAt: row.failedBackAt ?? undefined,
  }));
}
