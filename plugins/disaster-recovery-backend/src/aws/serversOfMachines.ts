import { groupBy } from '../groupBy';
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
  const byMachine = groupBy(servers, ({ instanceId }) => instanceId);
  return instanceId =>
    (instanceId === undefined ? undefined : byMachine.get(instanceId)) ?? [];
}
