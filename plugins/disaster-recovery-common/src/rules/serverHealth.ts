import {
  type GroupReplication,
  type ProtectedServer,
  SERVER_HEALTHS,
  type ServerHealth,
} from '../schemas/protectionGroup';

/** A server that lags more than this is said to be behind. */
const BEHIND_SECONDS = 60;

const STATES: Record<string, ServerHealth> = {
  CONTINUOUS: 'healthy',
  BACKLOG: 'behind',
  CREATING_SNAPSHOT: 'healthy',
  RESCAN: 'behind',
  INITIATING: 'syncing',
  INITIAL_SYNC: 'syncing',
  PENDING_SNAPSHOT_SHIPPING: 'syncing',
  SHIPPING_SNAPSHOT: 'syncing',
  STALLED: 'broken',
  DISCONNECTED: 'broken',
  PAUSED: 'broken',
  STOPPED: 'broken',
};

type Replicating = Pick<ProtectedServer, 'dataReplicationState' | 'lagSeconds'>;

/** How well one server is protected now. */
export function serverHealth(server: Replicating): ServerHealth {
  const health = STATES[server.dataReplicationState ?? ''] ?? 'unknown';
  return health === 'healthy' && (server.lagSeconds ?? 0) > BEHIND_SECONDS
    ? 'behind'
    : health;
}

/** How well servers are protected together: the worst of them, and how many there are of each. */
export function groupHealth(servers: readonly Replicating[]): GroupReplication {
  const counts: Record<ServerHealth, number> = {
    healthy: 0,
    behind: 0,
    syncing: 0,
    broken: 0,
    unknown: 0,
  };
  const lags: number[] = [];
  for (const server of servers) {
    counts[serverHealth(server)] += 1;
    if (server.lagSeconds !== undefined) {
      lags.push(server.lagSeconds);
    }
  }
  return {
    worst: SERVER_HEALTHS.find(health => counts[health] > 0) ?? 'unknown',
    counts,
    worstLagSeconds: lags.length > 0 ? Math.max(...lags) : undefined,
  };
}
