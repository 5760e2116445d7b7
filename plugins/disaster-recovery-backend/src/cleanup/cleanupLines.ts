import type { CleanupStep } from '@internal/plugin-disaster-recovery-common';
import type { CleanupFacts, CleanupServer } from './cleanupFacts';
import {
  isThere,
  reasonAgainstDrillTermination,
  reasonAgainstRecordDeletion,
  reasonAgainstTermination,
  whyNotReturned,
} from './destructionGuard';
import { originalFate, reversedFate } from './sourceServerFate';

/** A line of a plan, before it is numbered: what happens to a resource on one side, and why. */
export type CleanupLine = Omit<
  CleanupStep,
  'order' | 'accountId' | 'region' | 'optional'
> & {
  side: 'source' | 'recovery';
  optional?: boolean;
};

const ENDED_REPLICATION: ReadonlySet<string> = new Set([
  'STOPPED',
  'DISCONNECTED',
]);

/** Whether a source server still replicates, or tries to. */
export function isReplicating(server: CleanupServer['reversed']): boolean {
  return (
    server !== undefined &&
    !ENDED_REPLICATION.has(server.replication.state ?? '')
  );
}

function stopReplication(
  server: CleanupServer,
  facts: CleanupFacts,
): CleanupLine[] {
  const { reversed } = server;
  // While the recovery instance is the machine that serves, what replicates it back is all that protects it.
  if (!reversed || !isReplicating(reversed) || whyNotReturned(server)) {
    return [];
  }
  return [
    {
      effect: 'stop-replication',
      resourceType: 'reversed-source-server',
      resourceId: reversed.id,
      name: server.hostname,
      side: 'source',
      reason: `DRS refuses to terminate a recovery instance that still replicates back. Its recovery points are lost${
        facts.session.status === 'FAILBACK_COMPLETE'
          ? ', and re-protection is not offered once cleanup has begun'
          : ''
      }.`,
    },
  ];
}

function terminate(server: CleanupServer, facts: CleanupFacts): CleanupLine[] {
  if (!isThere(server.recoveryInstance)) {
    return [];
  }
  const against = reasonAgainstTermination(server.recoveryInstanceId, facts);
  return [
    {
      effect: against ? 'keep' : 'terminate',
      resourceType: 'recovery-instance',
      resourceId: server.recoveryInstanceId,
      name: server.hostname,
      side: 'recovery',
      reason:
        against ??
        `${server.failback?.instanceId} has taken its place in ${facts.session.sourceRegion} and runs. Its disks are deleted.`,
    },
  ];
}

function terminateDrill(
  server: CleanupServer,
  facts: CleanupFacts,
): CleanupLine[] {
  const { drill } = server;
  if (!drill || !isThere(drill.record)) {
    return [];
  }
  const against = reasonAgainstDrillTermination(drill.instanceId, facts);
  return [
    {
      effect: against ? 'keep' : 'terminate',
      resourceType: 'drill-instance',
      resourceId: drill.instanceId,
      name: server.hostname,
      side: 'source',
      reason: against ?? 'It was launched for a failback drill.',
    },
  ];
}

function mirrors(facts: CleanupFacts): CleanupLine[] {
  const { mirroredPlan, mirroredGroups } = facts;
  return [
    ...(mirroredPlan
      ? [{ ...mirroredPlan, resourceType: 'recovery-plan' as const }]
      : []),
    ...mirroredGroups.map(group => ({
      ...group,
      resourceType: 'protection-group' as const,
    })),
  ].map(({ id, name, resourceType }) => ({
    effect: 'delete' as const,
    resourceType,
    resourceId: id,
    name,
    side: 'source' as const,
    reason:
      'It served this failback only; its executions and the mirror report stay on record.',
  }));
}

function deleteRecord(
  server: CleanupServer,
  facts: CleanupFacts,
): CleanupLine[] {
  const { failback } = server;
  if (!failback?.record) {
    return [];
  }
  const against = reasonAgainstRecordDeletion(failback.instanceId, facts);
  return [
    {
      effect: against ? 'keep' : 'delete-record',
      resourceType: 'failback-instance-record',
      resourceId: failback.instanceId,
      name: server.hostname,
      side: 'source',
      reason:
        against ??
        `DRS forgets that it launched the machine, and can no longer terminate it; the machine itself stays${
          facts.session.status === 'FAILBACK_COMPLETE'
            ? '. Re-protection needs this record: without it the agent has to be installed anew'
            : ''
        }.`,
    },
  ];
}

function sourceServers(
  server: CleanupServer,
  facts: CleanupFacts,
): CleanupLine[] {
  const { reversed, original } = server;
  const isReProtected = server.protecting.length > 0;
  return [
    ...(reversed
      ? [
          {
            ...reversedFate(server),
            resourceType: 'reversed-source-server' as const,
            resourceId: reversed.id,
            side: 'source' as const,
          },
        ]
      : []),
    ...(original
      ? [
          {
            ...originalFate(server, isReProtected),
            resourceType: 'source-server' as const,
            resourceId: original.id,
            side: 'recovery' as const,
          },
        ]
      : []),
  ].map(({ mayDelete, reason, ...line }) => ({
    ...line,
    effect: mayDelete && facts.deleteSourceServers ? 'delete' : 'keep',
    name: server.hostname,
    optional: mayDelete,
    reason:
      mayDelete && !facts.deleteSourceServers
        ? 'Source servers are deleted only when that is asked for.'
        : reason,
  }));
}

function keptMachines(facts: CleanupFacts): CleanupLine[] {
  return facts.servers.flatMap(({ failback, hostname }) =>
    failback
      ? [
          {
            effect: 'keep' as const,
            resourceType: 'failback-instance' as const,
            resourceId: failback.instanceId,
            name: hostname,
            side: 'source' as const,
            reason: 'It is the machine that serves.',
          },
        ]
      : [],
  );
}

function keptOriginals({
  originalPlan,
  originalGroups,
}: CleanupFacts): CleanupLine[] {
  const reason = 'The next failover starts from it.';
  return [
    ...(originalPlan
      ? [{ ...originalPlan, resourceType: 'recovery-plan' as const }]
      : []),
    ...originalGroups.map(group => ({
      ...group,
      resourceType: 'protection-group' as const,
    })),
  ].map(({ id, name, resourceType }) => ({
    effect: 'keep' as const,
    resourceType,
    resourceId: id,
    name,
    side: 'recovery' as const,
    reason,
  }));
}

/**
 * Every line of a plan, in order: replication back is stopped, for DRS refuses to terminate what replicates; then recovery
 * instances and drill instances are terminated, the mirrored plan and groups deleted, the records of failback instances,
 * and last, when asked for, source servers. What is kept comes among them.
 */
export function cleanupLines(facts: CleanupFacts): CleanupLine[] {
  const each = (
    rule: (server: CleanupServer, all: CleanupFacts) => CleanupLine[],
  ) => facts.servers.flatMap(server => rule(server, facts));
  return [
    ...each(stopReplication),
    ...each(terminate),
    ...each(terminateDrill),
    ...mirrors(facts),
    ...each(deleteRecord),
    ...each(sourceServers),
    ...keptMachines(facts),
    ...keptOriginals(facts),
  ];
}
