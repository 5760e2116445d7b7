// A failover of thousands of servers, made past the portal as a script would, and adopted by it.
import { createRequire } from 'node:module';
import { inRoot } from '../../paths.mjs';
import { simulatedAws } from '../../walkthrough/simulatedAws.mjs';

const ACCOUNT = '111122223333';
const REGION = 'us-west-2';
/** DRS's quotas: servers in a job, and servers in all jobs at a time. */
const IN_JOB = 100;
const JOBS_AT_A_TIME = 5;
const POLL_MS = 100;

const inChunks = (list, size) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );

async function everyServer(client, { DescribeSourceServersCommand }) {
  const servers = [];
  let nextToken;
  do {
    const page = await client.send(
      new DescribeSourceServersCommand({ maxResults: 300, nextToken }),
    );
    servers.push(...page.items.map(({ sourceServerID }) => sourceServerID));
    nextToken = page.nextToken;
  } while (nextToken);
  return servers;
}

async function ended(client, { DescribeJobsCommand }, jobIDs) {
  for (;;) {
    const { items } = await client.send(
      new DescribeJobsCommand({ filters: { jobIDs } }),
    );
    if (
      items.length === jobIDs.length &&
      items.every(({ status }) => status === 'COMPLETED')
    ) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
}

/**
 * Launches every server of the estate `large:N` by DRS itself, and has the portal adopt what came of it.
 *
 * @param api - the portal's API
 * @param simulatorUrl - the simulated AWS, on the estate `large:N`
 * @returns the session, as the API gives it
 */
export async function adoptLargeFailover(api, simulatorUrl) {
  const drs = createRequire(inRoot('package.json'))('@aws-sdk/client-drs');
  const client = new drs.DrsClient({
    region: REGION,
    endpoint: simulatorUrl,
    maxAttempts: 10,
    credentials: {
      accessKeyId: 'AKIADEMOORDERS000001',
      secretAccessKey: 'no-secret-is-checked',
    },
  });
  const aws = simulatedAws(simulatorUrl);
  await aws.setSpeed(3_600);
  const jobIds = [];
  const jobs = inChunks(await everyServer(client, drs), IN_JOB);
  for (const some of inChunks(jobs, JOBS_AT_A_TIME)) {
    const started = [];
    for (const servers of some) {
      const { job } = await client.send(
        new drs.StartRecoveryCommand({
          isDrill: false,
          sourceServers: servers.map(sourceServerID => ({ sourceServerID })),
        }),
      );
      started.push(job.jobID);
    }
    await ended(client, drs, started);
    jobIds.push(...started);
  }
  client.destroy();
  await aws.setSpeed(60);
  return api.post('/failover-sessions', {
    accountId: ACCOUNT,
    region: REGION,
    jobIds,
    name: 'everything',
  });
}
