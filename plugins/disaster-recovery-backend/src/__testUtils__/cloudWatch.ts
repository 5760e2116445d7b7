import type { TestPortal } from './testPortals';

const ACCOUNT = '111122223333';

/** `disasterRecovery.cloudWatch` of a portal whose failures and retries a test reads in CloudWatch Logs. */
export const cloudWatch = {
  logGroup: '/portal/disaster-recovery',
  region: 'us-west-2',
  accountId: ACCOUNT,
};

/** What CloudWatch Logs holds about an operation of a session, once it is there. */
export function loggedInCloudWatch(
  portal: TestPortal,
  operationId: string,
): Promise<Record<string, any>[]> {
  return portal.until(
    async () => {
      const { accounts } = portal.aws.simulator.world.state;
      const { logs } = accounts[ACCOUNT].regions[cloudWatch.region];
      const entries = Object.values(
        logs.groups[cloudWatch.logGroup].streams,
      ).flatMap(({ events }) =>
        events.map(({ message }) => JSON.parse(message)),
      );
      const about = entries.filter(entry => entry.operationId === operationId);
      return about.length > 0 && about;
    },
    { what: `the operation ${operationId} in CloudWatch Logs` },
  );
}
