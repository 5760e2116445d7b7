import type { SourceServer } from './types';

/**
 * Sorts source servers by the machine whose disks they replicate, once: each of hundreds of machines would go through
 * thousands of servers otherwise.
 *
 * @returns the servers that name a machine, by its instance id
 */
export function serversOfMachines(
  servers: SourceServer[],
): (instanceId: string | undefined) => SourceServer[] {
  const byMachine = new Map<string, SourceServer[]>();
  for (const server of servers) {
    if (server.instanceId !== undefined) {
      const before = byMachine.get(server.instanceId);
      if (before) {
        before.push(server);
      } else {
        byMachine.set(server.instanceId, [server]);
      }
    }
  }
  return instanceId =>
    (instanceId === undefined ? undefined : byMachine.get(instanceId)) ?? [];
}
