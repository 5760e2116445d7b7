import type { SessionStatus } from '@internal/plugin-disaster-recovery-common';
import type { NewInstance, SessionRecord } from './types';

const PREPARED: readonly SessionStatus[] = [
  'AGENTS_INSTALLED',
  'CONFIG_MIRRORED',
  'REVERSE_REPLICATING',
  'READY_FOR_FAILBACK',
];

/**
 * Where instances that launch late, by a retry of the failover, leave a session that is further on its way back already:
 * it returns to where the new ones can be caught up, and what was done for the others stays done.
 */
export function placeLateInstances(
  session: Pick<SessionRecord, 'status' | 'route'>,
  instances: NewInstance[],
): { instances: NewInstance[]; status?: SessionStatus } {
  if (!PREPARED.includes(session.status)) {
    return { instances };
  }
  if (session.route !== 'native') {
    return { instances, status: 'INSTALLING_AGENTS' };
  }
  const error = {
    message:
      'It was launched by a retry, after reverse replication was started.',
    code: 'LAUNCHED_LATE',
    remedy: 'Start reverse replication again: it works on this instance only.',
    at: new Date().toISOString(),
  };
  return {
    instances: instances.map(instance => ({ ...instance, error })),
    status:
      session.status === 'READY_FOR_FAILBACK'
        ? 'REVERSE_REPLICATING'
        : undefined,
  };
}
