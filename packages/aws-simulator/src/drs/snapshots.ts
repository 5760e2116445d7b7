import { World } from '../world/World';
import { SourceServer } from './types';

export type Snapshot = { id: string; at: number };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The points in time that exist for a server now, newest first: every ten minutes for an
 * hour, each hour for a day, and each day for a week, as the usual policy keeps them.
 */
export function snapshotsOf(world: World, server: SourceServer): Snapshot[] {
  const { snapshotsSince, consistentAt } = server.replication;
  if (snapshotsSince === undefined) {
    return [];
  }
  // None is taken while the other side is behind.
  const newest = consistentAt ?? world.now;
  const times = new Set<number>();
  const add = (step: number, reach: number) => {
    const latest = Math.floor(newest / step) * step;
    for (
      let at = latest;
      at >= snapshotsSince && at >= world.now - reach && times.size < 60;
      at -= step
    ) {
      times.add(at);
    }
  };
  add(10 * MINUTE, 60 * MINUTE);
  add(60 * MINUTE, DAY);
  add(DAY, 7 * DAY);
  times.add(snapshotsSince);
  return [...times]
    .sort((a, b) => b - a)
    .map(at => ({
      id: `pit-${world.random.hex(`pit:${server.id}:${at}`, 17)}`,
      at,
    }));
}
