/** Servers of an execution or a wave by how they ended, or that they have not. */
export interface ServerTally {
  total: number;
  launched: number;
  failed: number;
  /** Skipped, canceled, or terminated after the launch. */
  over: number;
}

/** Adds up the counts by status that the API gives. */
export function countServers(counts: Record<string, number>): ServerTally {
  const of = (...statuses: string[]) =>
    statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  return {
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    launched: of('LAUNCHED'),
    failed: of('FAILED'),
    over: of('SKIPPED', 'CANCELLED', 'TERMINATED'),
  };
}
