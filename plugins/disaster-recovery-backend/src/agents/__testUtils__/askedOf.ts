import type { TestPortal } from '../../__testUtils__';

/** What was asked of an instance, in order: documents by name, and reboots. */
export function askedOf(portal: TestPortal, instanceId: string): string[] {
  return portal.aws.simulator.trace
    .entries()
    .filter(({ error }) => error === undefined)
    .flatMap(({ operation, request }) => {
      const { InstanceIds = [], DocumentName } = request as {
        InstanceIds?: string[];
        DocumentName?: string;
      };
      if (!InstanceIds.includes(instanceId)) {
        return [];
      }
      if (operation === 'SendCommand') {
        return [DocumentName!];
      }
      return operation === 'RebootInstances' ? [operation] : [];
    });
}
