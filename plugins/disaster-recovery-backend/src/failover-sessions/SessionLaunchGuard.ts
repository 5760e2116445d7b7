import type { LaunchGuard, ThreatenedInstance } from '../executions';
import type { FailoverSessionStore } from './types';

/**
 * Forbids launches that would destroy a live instance of a session that is not cleaned up: its recovery instances, which
 * serve users after the failover, and its failback instances, which serve them after the failback. Drill instances may go. That an instance is
 * alive is DRS's word, not what was last written down here.
 */
export class SessionLaunchGuard implements LaunchGuard {
  readonly #store: FailoverSessionStore;

  constructor(store: FailoverSessionStore) {
    this.#store = store;
  }

  async forbids(threatened: ThreatenedInstance[]) {
    const holders = await this.#store.findHolders(
      threatened.map(({ recoveryInstanceId }) => recoveryInstanceId),
    );
    return threatened.flatMap(instance => {
      const holder = holders.find(
        ({ instanceId, sessionStatus }) =>
          instanceId === instance.recoveryInstanceId &&
          sessionStatus !== 'CLEANUP_COMPLETE',
      );
      return holder
        ? [
            {
              ...instance,
              hostname: instance.hostname ?? holder.hostname,
              sessionId: holder.sessionId,
              sessionName: holder.sessionName,
            },
          ]
        : [];
    });
  }
}
