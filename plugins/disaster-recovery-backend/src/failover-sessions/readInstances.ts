import type { ReplicationState } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { instanceRows } from './rows';
import type { InstanceRecord, WatchedInstance } from './types';

const WATCHED_COLUMNS = instanceRows.columns.filter(
  column => column !== 'agent' && column !== 'tags',
);

/** While data is on its way. */
const MOVING: ReplicationState[] = ['INITIATING', 'INITIAL_SYNC', 'CONTINUOUS'];

async function read(
  database: Knex,
  sessionId: string,
  columns: string[],
  narrow: (builder: Knex.QueryBuilder) => void = () => {},
): Promise<InstanceRecord[]> {
  const rows = await database('recovery_instances')
    .where({ session_id: sessionId })
    .modify(narrow)
    .orderBy('recovery_instance_id')
    .select(columns);
  return rows.map(instanceRows.fromRow);
}

/** All instances of a session. */
export function readInstances(
  database: Knex,
  sessionId: string,
): Promise<InstanceRecord[]> {
  return read(database, sessionId, instanceRows.columns);
}

/** All of them, as who watches them needs them. */
export function readWatchedInstances(
  database: Knex,
  sessionId: string,
): Promise<WatchedInstance[]> {
  return read(database, sessionId, WATCHED_COLUMNS);
}

/** Those whose data is on its way, back or forth again. */
export function readMovingInstances(
  database: Knex,
  sessionId: string,
): Promise<WatchedInstance[]> {
  return read(database, sessionId, WATCHED_COLUMNS, builder =>
    builder.whereRaw(
      "(replication ->> 'state' = ANY(:moving) OR re_protection ->> 'state' = ANY(:moving))",
      { moving: MOVING },
    ),
  );
}
