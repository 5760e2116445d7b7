import { createRequire } from 'node:module';
import { inRoot } from '../../paths.mjs';
import { waitFor } from '../../waitFor.mjs';

export const PLACE = { accountId: '111122223333', region: 'us-west-2' };
/** DRS's quota: servers in a job. */
const IN_JOB = 100;

/** The id that the estate `large:N` gives the source server of its nth machine, from 1. */
const sourceServerId = number => `s-0${number.toString(16).padStart(16, '0')}`;

/**
 * Launches some servers of the estate `large:N` by DRS itself, past the portal, and waits until they run.
 *
 * @param range - the numbers of the first and the last, `from` and `to`; at most 500 fit into DRS's quota
 * @returns the jobs' ids
 */
export async function launchServers(simulatorUrl, { from, to }) {
  const drs = createRequire(inRoot('package.json'))('@aws-sdk/client-drs');
  const client = new drs.DrsClient({
    region: PLACE.region,
    endpoint: simulatorUrl,
    maxAttempts: 10,
    credentials: {
      accessKeyId: 'AKIADEMOORDERS000001',
      secretAccessKey: 'no-secret-is-checked',
    },
  });
  const jobIDs = [];
  const areEnded = async () => {
    const { items } = await client.send(
      new drs.DescribeJobsCommand({ filters: { jobIDs } }),
    );
    return (
      items.length === jobIDs.length &&
      items.every(({ status }) => status === 'COMPLETED')
    );
  };
  try {
    for (let first = from; first <= to; first += IN_JOB) {
      const count = Math.min(IN_JOB, to - first + 1);
      const { job } = await client.send(
        new drs.StartRecoveryCommand({
          isDrill: false,
          sourceServers: Array.from({ length: count }, (_, index) => ({
            sourceServerID: sourceServerId(first + index),
          })),
        }),
      );
      jobIDs.push(job.jobID);
    }
    await waitFor(areEnded, {
      seconds: 600,
      every: 100,
      what: 'The end of launch jobs',
    });
  } finally {
    client.destroy();
  }
  return jobIDs;
}
