import {
  failbackModeSchema,
  sessionStatusSchema,
} from '@internal/plugin-disaster-recovery-common';
import {
  operation,
  ordering,
  paging,
  pathId,
  query,
  queryList,
} from '../describe';

const tag = 'Failover sessions';
const base = 'disaster-recovery.failover-session';

function read(
  operationId: string,
  summary: string,
  answer: string,
  more: Record<string, unknown>[] = [],
  asksAws?: boolean,
) {
  return {
    get: operation({
      operationId,
      summary,
      tag,
      permission: `${base}.read`,
      parameters: [pathId, ...more],
      answer,
      asksAws,
    }),
  };
}

/** A long action: it answers 202 with the operation that it began. */
function act(operationId: string, summary: string, verb: string, body: string) {
  return {
    post: operation({
      operationId,
      summary,
      tag,
      permission: `${base}.${verb}`,
      parameters: [pathId],
      body,
      status: 202,
      answer: 'OperationSummary',
    }),
  };
}

/** The paths of failover sessions: the requirements' ten, and what pages and automation need beside them. */
export const failoverSessionPaths = {
  '/failover-sessions': {
    get: operation({
      operationId: 'listFailoverSessions',
      summary: 'All failover sessions, a page at a time',
      tag,
      permission: `${base}.read`,
      parameters: [
        query('tab', {
          type: 'string',
          enum: ['needsYou', 'inProgress', 'ready', 'done'],
        }),
        queryList('status', sessionStatusSchema.options),
        query('region', { type: 'string' }, 'Source or recovery region'),
        query('owner', { type: 'string', maxLength: 300 }),
        query('entityRef', { type: 'string', maxLength: 300 }),
        query('protectionGroupId', { type: 'string', maxLength: 300 }),
        query(
          'text',
          { type: 'string', maxLength: 200 },
          'Anywhere in the name of the session or its plan; from three characters on also of its instances',
        ),
        ...ordering(['createdAt', 'updatedAt', 'name', 'status'], 'createdAt'),
        ...paging,
      ],
      answer: 'FailoverSessionPage',
    }),
    post: operation({
      operationId: 'adoptFailoverSession',
      summary: 'Adopts a failover that was started outside the portal',
      tag,
      permission: `${base}.adopt`,
      body: 'AdoptSessionInput',
      status: 201,
      answer: 'FailoverSession',
    }),
  },
  '/failover-sessions/{id}': read(
    'getFailoverSession',
    'One session, with its instances',
    'FailoverSession',
  ),
  '/failover-sessions/{id}/install-agents': act(
    'installAgents',
    'Uninstalls, reboots and reinstalls agents; after a failure, only where it failed',
    'install-agents',
    'InstallAgentsInput',
  ),
  '/failover-sessions/{id}/agent-status': read(
    'getAgentStatus',
    'Agent installation, instance by instance',
    'AgentStatus',
  ),
  '/failover-sessions/{id}/mirror-config': act(
    'mirrorConfig',
    'Mirrors Protection Groups and the Recovery Plan for the way back',
    'mirror-config',
    'MirrorConfigInput',
  ),
  '/failover-sessions/{id}/mirror-report': read(
    'getMirrorReport',
    'What the mirrored configuration is made of, field by field',
    'MirrorReport',
  ),
  '/failover-sessions/{id}/start-reverse-replication': act(
    'startReverseReplication',
    'Starts reverse replication, or adopts what a reinstalled agent began',
    'start-reverse-replication',
    'StartReverseReplicationInput',
  ),
  '/failover-sessions/{id}/reverse-replication-status': read(
    'getReverseReplicationStatus',
    'The state of reverse replication, instance by instance',
    'ReverseReplicationStatus',
  ),
  '/failover-sessions/{id}/replication-samples': read(
    'getReplicationSamples',
    'Lag and remaining bytes over time',
    'ReplicationSamples',
    [query('since', { type: 'string', format: 'date-time' })],
  ),
  '/failover-sessions/{id}/failback-preflight': read(
    'getFailbackPreflight',
    'What executing the failback would do, what it would destroy, what stands against it',
    'FailbackPreflight',
    [
      query('mode', {
        type: 'string',
        enum: failbackModeSchema.options,
        default: 'RECOVERY',
      }),
    ],
    true,
  ),
  '/failover-sessions/{id}/execute-failback': act(
    'executeFailback',
    'Fails back, or drills it, with the mirrored plan',
    `execute-failback\`, or for a drill \`${base}.drill-failback`,
    'ExecuteFailbackInput',
  ),
  '/failover-sessions/{id}/terminate-drill': act(
    'terminateDrill',
    'Terminates the instances of failback drills',
    'terminate-drill',
    'Nothing',
  ),
  '/failover-sessions/{id}/re-protect': act(
    'reProtect',
    'Protects the failback instances for the next disaster',
    're-protect',
    'Nothing',
  ),
  '/failover-sessions/{id}/cleanup-plan': read(
    'getCleanupPlan',
    'What cleanup would do, in order, and what it keeps',
    'CleanupPlan',
    [query('deleteSourceServers', { type: 'boolean', default: false })],
    true,
  ),
  '/failover-sessions/{id}/cleanup': act(
    'cleanup',
    'Does what the confirmed cleanup plan says',
    'cleanup',
    'CleanupInput',
  ),
  '/failover-sessions/{id}/release-source-servers': act(
    'releaseSourceServers',
    "AWS's remedy for a refused agent installation; costs the forward protection",
    'release-source-servers',
    'ReleaseSourceServersInput',
  ),
  '/failover-sessions/{id}/operations': read(
    'listOperations',
    'Every attempt, newest first, with its steps',
    'OperationList',
    [
      query(
        'operationId',
        { type: 'string', maxLength: 100 },
        'This one alone',
      ),
      query(
        'targets',
        { type: 'integer', minimum: 1, maximum: 1000 },
        'Of each the steps of so many targets, failed ones first; of all targets unless given',
      ),
    ],
  ),
  '/failover-sessions/{id}/events': read(
    'listSessionEvents',
    'The durable record of the session, newest first',
    'AuditEventPage',
    paging,
  ),
};
