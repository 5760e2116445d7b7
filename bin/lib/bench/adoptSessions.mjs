import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { inRoot } from '../paths.mjs';
import { simulatedAws } from '../walkthrough/simulatedAws.mjs';
import { sourceServerId } from './largePlans.mjs';

const ACCOUNT = '111122223333';
const REGION = 'us-west-2';
const JOBS_AT_A_TIME = 20;
const SERVERS_AT_A_TIME = 500;
const POLL_MS = 100;
/** Simulated seconds a second while DRS launches. */
const LAUNCH_SPEED = 1_200;

async function allEnded(client, { DescribeJobsCommand }, jobIDs) {
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
    await delay(POLL_MS);
  }
}

/**
 * Launches servers of the estate `large:N` past the portal, and has it adopt them, as so many sessions of so many servers.
 *
 * @param options - `sessions`; `servers` of each, a hundred at most; the `speed` of the simulated AWS afterwards
 * @returns the sessions
 */
export async function adoptSessions(api, simulatorUrl, options) {
  const { sessions, servers, speed } = options;
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
  await aws.setSpeed(LAUNCH_SPEED);
  const atATime = Math.max(
    1,
    Math.min(JOBS_AT_A_TIME, Math.floor(SERVERS_AT_A_TIME / servers)),
  );
  const jobIds = [];
  while (jobIds.length < sessions) {
    const some = [];
    while (some.length < atATime && jobIds.length + some.length < sessions) {
      const first = (jobIds.length + some.length) * servers;
      const { job } = await client.send(
        new drs.StartRecoveryCommand({
          isDrill: false,
          sourceServers: Array.from({ length: servers }, (_, index) => ({
            sourceServerID: sourceServerId(first + index),
          })),
        }),
      );
      some.push(job.jobID);
    }
    await allEnded(client, drs, some);
    jobIds.push(...some);
  }
  // Agents check in within minutes: what comes next may begin at once.
  await delay((10 * 60_000) / LAUNCH_SPEED);
  client.destroy();
  await aws.setSpeed(speed);
  const adopted = [];
  for (const [index, jobId] of jobIds.entries()) {
    adopted.push(
      await api.post('/failover-sessions', {
        accountId: ACCOUNT,
        region: REGION,
        jobIds: [jobId],
        name: `session ${index + 1}`,
      }),
    );
  }
  return adopted;
}
