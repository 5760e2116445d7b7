import { ConflictError } from '@backstage/errors';
import type {
  Execution,
  FailbackMode,
  FailbackPreflight,
} from '@internal/plugin-disaster-recovery-common';
import type { InstanceRecord, SessionRecord } from '../failover-sessions';
import type { FailbackDependencies } from './FailbackDependencies';
import { judgeLosses } from './judgeLosses';
import { replacedServers } from './replacedServers';

/** @throws ConflictError when the session has nothing to fail back with yet */
export function mirroredPlanOf(session: SessionRecord): string {
  if (!session.mirroredRecoveryPlanId) {
    throw new ConflictError(
      'The session has no mirrored Recovery Plan; mirror the configuration first.',
    );
  }
  return session.mirroredRecoveryPlanId;
}

/**
 * What a failback, or a drill of it, would do and destroy now.
 *
 * @param earlier - the execution that would be taken up again, for what failed of it
 * @throws ConflictError when nothing is mirrored yet
 */
export async function previewFailback(
  { executions, sessions }: FailbackDependencies,
  {
    session,
    instances,
  }: { session: SessionRecord; instances: InstanceRecord[] },
  mode: FailbackMode,
  earlier: Execution | undefined,
): Promise<FailbackPreflight> {
  const preflight = await executions.preflight(
    mirroredPlanOf(session),
    mode,
    earlier && { id: earlier.id, replaced: replacedServers(instances, mode) },
  );
  const holders = await sessions.store.findHolders(
    preflight.destroys.map(({ recoveryInstanceId }) => recoveryInstanceId),
  );
  const destroys = judgeLosses(preflight.destroys, {
    session,
    instances,
    holders,
  });
  // What a session holds is among the findings already.
  const mayServe = destroys.filter(
    ({ standing, sessionId }) => standing === 'REFUSED' && !sessionId,
  );
  return {
    ...preflight,
    destroys,
    blocked: preflight.blocked || mayServe.length > 0,
    findings: [
      ...preflight.findings,
      ...mayServe.map(loss => ({
        severity: 'error' as const,
        code: 'MAY_BE_PRODUCTION',
        message: `Launching would make DRS terminate ${
          loss.recoveryInstanceId
        } (${loss.hostname ?? loss.sourceServerId}). ${loss.description}`,
        remedy:
          'Find out what it serves; if it is not needed any more, terminate it in DRS',
        resourceIds: [loss.recoveryInstanceId],
      })),
    ],
  };
}
