import {
  hasLostSourceServer,
  type OperationSummary,
  type SessionActionFacts,
  wasInstalledElsewhere,
} from '@internal/plugin-disaster-recovery-common';
import { hasBrokenReplication, hasLiveDrill, isFailed } from './instanceRules';
import type { InstanceRecord, SessionRecord } from './types';

/** What the rules about actions need to know, from what is stored. Operations newest first. */
export function sessionFacts(
  session: Pick<
    SessionRecord,
    'status' | 'route' | 'mirroredAt' | 'failbackExecutionId'
  >,
  instances: InstanceRecord[],
  operations: Pick<OperationSummary, 'kind' | 'status'>[],
): SessionActionFacts {
  const running = operations.find(({ status }) => status === 'RUNNING');
  const last = operations.find(({ status }) => status !== 'RUNNING');
  return {
    status: session.status,
    route: session.route,
    mirrored: session.mirroredAt !== undefined,
    runningOperation: running?.kind,
    lastOperation: last && {
      kind: last.kind,
      failed: last.status === 'FAILED',
    },
    hasLiveDrill: instances.some(hasLiveDrill),
    failedInstanceCount: instances.filter(isFailed).length,
    hasInstalledElsewhere: instances.some(wasInstalledElsewhere),
    hasLostSourceServer: instances.some(hasLostSourceServer),
    hasBegunFailback: session.failbackExecutionId !== undefined,
    brokenReplicationCount: instances.filter(hasBrokenReplication).length,
  };
}
