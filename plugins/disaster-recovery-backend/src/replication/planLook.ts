import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import { isReplicating, isReturned, watchTarget } from './watchedSessions';
import type { WatchedSession } from './WatchedSession';

/** What is asked of one account and region. */
export interface Questions {
  target: AccountRegion;
  serverIds: Set<string>;
  instanceIds: Set<string>;
}

/**
 * What has to be asked for all the sessions together, by account and region: so the number of calls depends on how many
 * machines there are, and not on how many sessions.
 */
export function planLook(watched: WatchedSession[]): Questions[] {
  const byPlace = new Map<string, Questions>();
  const at = (target: AccountRegion) => {
    const key = `${target.accountId}/${target.region}`;
    const questions = byPlace.get(key) ?? {
      target,
      serverIds: new Set(),
      instanceIds: new Set(),
    };
    byPlace.set(key, questions);
    return questions;
  };
  for (const { session, instances } of watched) {
    const source = at(watchTarget(session));
    for (const instance of instances) {
      const recovery = at({
        accountId: instance.accountId,
        region: instance.region,
      });
      recovery.instanceIds.add(instance.recoveryInstanceId);
      if (isReplicating(session.status) && instance.reversedSourceServerId) {
        source.serverIds.add(instance.reversedSourceServerId);
      }
      if (isReturned(session.status)) {
        if (instance.failback?.failbackInstanceId) {
          source.instanceIds.add(instance.failback.failbackInstanceId);
        }
        if (instance.protectingSourceServerId) {
          recovery.serverIds.add(instance.protectingSourceServerId);
        }
      }
    }
  }
  return [...byPlace.values()];
}
