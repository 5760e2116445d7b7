import type {
  AccountRegion,
  SessionStatus,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { Engine } from '../engine';
import type { SessionRecord } from '../failover-sessions';

/** The kind of the reconciler that watches one account and region. */
export const WATCH_KIND = 'watch';

/** Statuses in which data travels back: what the reversed source servers say is followed. */
const REPLICATION: readonly SessionStatus[] = [
  'REVERSE_REPLICATING',
  'READY_FOR_FAILBACK',
  'FAILBACK_IN_PROGRESS',
];

/** Statuses in which the failback instances are there, and perhaps protected again. */
const RETURNED: readonly SessionStatus[] = [
  'FAILBACK_COMPLETE',
  'RE_PROTECTING',
  'RE_PROTECTED',
];

/** Statuses in which only the recovery instances are looked after. */
const LIVENESS: readonly SessionStatus[] = [
  'FAILOVER_COMPLETE',
  'INSTALLING_AGENTS',
  'AGENTS_INSTALLED',
  'CONFIG_MIRRORED',
];

/** Every status in which a session is watched. */
export const WATCHED: SessionStatus[] = [
  ...LIVENESS,
  ...REPLICATION,
  ...RETURNED,
];

export function isReplicating(status: SessionStatus): boolean {
  return REPLICATION.includes(status);
}

export function isReturned(status: SessionStatus): boolean {
  return RETURNED.includes(status);
}

/** Where a session is watched from: the account and region whose DRS receives its data. */
export function watchTarget(session: SessionRecord): AccountRegion {
  return { accountId: session.sourceAccountId, region: session.sourceRegion };
}

/** The id of the watch on an account and region. */
export function toWatchId({ accountId, region }: AccountRegion): string {
  return `${accountId}/${region}`;
}

export function fromWatchId(id: string): AccountRegion {
  const [accountId, region] = id.split('/');
  return { accountId, region };
}

/**
 * Has the watch on a session's account and region look now: something changed that it should see, or the session has
 * just come to a status in which it is watched.
 */
export async function wakeWatch(
  engine: Engine,
  session: SessionRecord,
  transaction?: Knex.Transaction,
): Promise<void> {
  await engine.wake(WATCH_KIND, toWatchId(watchTarget(session)), {
    transaction,
  });
}
