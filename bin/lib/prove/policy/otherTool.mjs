import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { inRoot } from '../../paths.mjs';

/** Keys of the account's administrator, who has no policy in the simulated IAM and may do everything. */
const ADMINISTRATOR = {
  accessKeyId: 'AKIADEMOORDERS000001',
  secretAccessKey: 'no-secret-is-checked',
};

/** Somebody else with a DRS console open. */
export function createOtherTool(endpoint) {
  const sdk = createRequire(
    inRoot('plugins/disaster-recovery-backend/package.json'),
  )('@aws-sdk/client-drs');
  const client = region =>
    new sdk.DrsClient({ region, endpoint, credentials: ADMINISTRATOR });

  return {
    /** Stops the replication of the source servers that stand for some instances, and waits until it has stopped. */
    async stopReplicationOf(instanceIds, region) {
      const drs = client(region);
      const mine = async () => {
        const { items } = await drs.send(
          new sdk.DescribeSourceServersCommand({ maxResults: 200 }),
        );
        return items.filter(({ sourceProperties }) =>
          instanceIds.includes(
            sourceProperties.identificationHints.awsInstanceID,
          ),
        );
      };
      for (const { sourceServerID } of await mine()) {
        await drs.send(new sdk.StopReplicationCommand({ sourceServerID }));
      }
      const isStopped = ({ dataReplicationInfo }) =>
        dataReplicationInfo.dataReplicationState === 'STOPPED';
      while (!(await mine()).every(isStopped)) {
        await delay(100);
      }
      drs.destroy();
    },
  };
}
