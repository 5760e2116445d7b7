import {
  type ErrorDetails,
  isBack,
} from '@internal/plugin-disaster-recovery-common';
import { unansweredDetails } from '../aws';
import type { WatchedInstance, SessionRecord } from '../failover-sessions';
import type { RegionFacts } from './RegionFacts';
import { isReturned } from './watchedSessions';
import type { WatchedSession } from './WatchedSession';

/** Marks a session's last error as one of replication: it goes away when replication goes on. */
export const REPLICATION_ERROR = 'ReplicationError';
const NAMED_AT_MOST = 5;

function nameOf(instance: WatchedInstance) {
  return instance.hostname ?? instance.recoveryInstanceId;
}

/** Up to five names, and how many more there are. */
export function nameThem(instances: WatchedInstance[]): string {
  const names = instances.slice(0, NAMED_AT_MOST).map(nameOf);
  const more = instances.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

/** What is wrong with the replication of a session as a whole: the instances in error by name, and the first one's reason. */
export function sessionTrouble(
  { session, instances }: WatchedSession,
  at: Date,
): ErrorDetails | undefined {
  const returned = isReturned(session.status);
  const troubled = instances.flatMap(instance => {
    const progress = returned ? instance.reProtection : instance.replication;
    const isOpen =
      returned || (instance.cannotFailBack === undefined && !isBack(instance));
    return isOpen && progress?.state === 'ERROR' && progress.error
      ? [{ instance, error: progress.error }]
      : [];
  });
  if (troubled.length === 0) {
    return undefined;
  }
  const codes = new Set(troubled.map(({ error }) => error.code));
  const { error } = troubled[0];
  return {
    ...error,
    message: `${
      returned ? 'Re-protection' : 'Reverse replication'
    } of ${nameThem(
      troubled.map(({ instance }) => instance),
    )} does not go on: ${[...codes].join(', ')}.`,
    code: REPLICATION_ERROR,
    resourceIds: troubled.map(({ instance }) => instance.recoveryInstanceId),
    at: at.toISOString(),
  };
}

/**
 * That AWS cannot be asked how a session's replication goes on, when it was so for two looks in a row: one that failed says
 * little.
 */
export function unansweredTrouble(
  session: Pick<
    SessionRecord,
    'name' | 'accountId' | 'recoveryRegion' | 'sourceAccountId' | 'sourceRegion'
  >,
  { failures, failedBefore, at }: RegionFacts,
): ErrorDetails | undefined {
  const own = [
    `${session.accountId}/${session.recoveryRegion}`,
    `${session.sourceAccountId}/${session.sourceRegion}`,
  ];
  const failure = failures.find(({ accountId, region }) =>
    own.includes(`${accountId}/${region}`),
  );
  if (!failure || !failedBefore) {
    return undefined;
  }
  return unansweredDetails(failure, {
    what: `The replication of ${session.name} cannot be watched`,
    code: REPLICATION_ERROR,
    at,
  });
}
