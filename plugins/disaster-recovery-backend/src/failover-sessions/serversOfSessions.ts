import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';

/**
 * Which of these source servers failed over in a session that has not come to its end. One may be released, or deleted by hand,
 * before its configuration is mirrored: what its group knows of how the machine ran is the only record of it.
 */
export async function serversOfSessions(
  { accountId, region }: AccountRegion,
  sourceServerIds: string[],
  database: Knex,
): Promise<string[]> {
  return database('recovery_instances as instance')
    .join('failover_sessions as session', 'session.id', 'instance.session_id')
    .whereNot('session.status', 'CLEANUP_COMPLETE')
    .where({
      'session.account_id': accountId,
      'session.recovery_region': region,
    })
    .whereRaw('instance.source_server_id = any(?)', [sourceServerIds])
    .distinct()
    .pluck('instance.source_server_id');
}
