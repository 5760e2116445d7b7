import type { ProtectedServer } from '@internal/plugin-disaster-recovery-common';
import type { Tone } from '../components';

/** What DRS's own replication state means for somebody who would have to fail over now. */
export type ServerHealth =
  | 'healthy'
  | 'behind'
  | 'syncing'
  | 'broken'
  | 'unknown';

/** Worst first. */
export const HEALTH_ORDER: readonly ServerHealth[] = [
  'broken',
  'syncing',
  'behind',
  'unknown',
  'healthy',
];

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

const TONES: Record<ServerHealth, Tone> = {
  healthy: 'ok',
  behind: 'warning',
  syncing: 'running',
  broken: 'error',
  unknown: 'waiting',
};

type Replicating = Pick<ProtectedServer, 'dataReplicationState' | 'lagSeconds'>;

/** How well one server is protected now. */
export function serverHealth(server: Replicating): ServerHealth {
  const health = STATES[server.dataReplicationState ?? ''] ?? 'unknown';
  return health === 'healthy' && (server.lagSeconds ?? 0) > BEHIND_SECONDS
    ? 'behind'
    : health;
}

/** What a health means to the reader. */
export function healthTone(health: ServerHealth): Tone {
  return TONES[health];
}

/** How well servers are protected together: the worst of them, and how many there are of each. */
export function groupHealth(servers: readonly Replicating[]): {
  worst: ServerHealth;
  counts: Record<ServerHealth, number>;
  worstLagSeconds: number | undefined;
} {
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
    worst: HEALTH_ORDER.find(health => counts[health] > 0) ?? 'unknown',
    counts,
    worstLagSeconds: lags.length > 0 ? Math.max(...lags) : undefined,
  };
}
