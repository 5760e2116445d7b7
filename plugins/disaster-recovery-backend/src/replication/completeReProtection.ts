import { isError } from '@backstage/errors';
import { type FailoverSessions, SYSTEM_PRINCIPAL } from '../failover-sessions';

/**
 * What stood against a re-protection may pass by itself. An attempt of the portal's own then finds every machine
 * protected, and completes it: nobody has to ask for what is there already.
 */
export async function completeReProtection(
  sessions: FailoverSessions,
  sessionId: string,
): Promise<void> {
  try {
    await sessions.operations.start({
      sessionId,
      kind: 're-protect',
      input: {},
      principal: SYSTEM_PRINCIPAL,
    });
  } catch (error) {
    // Somebody asked for it meanwhile, or for something else: that comes first.
    if (!isError(error) || error.name !== 'ConflictError') {
      throw error;
    }
  }
}
