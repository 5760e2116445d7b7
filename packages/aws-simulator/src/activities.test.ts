import {
  DescribeJobsCommand,
  DescribeSourceServersCommand,
  StartRecoveryCommand,
  StopReplicationCommand,
} from '@aws-sdk/client-drs';
import { byHostname, serverOf } from './__testUtils__/life';
import { TestAws } from './__testUtils__/TestAws';
import { busySeconds } from './control/activities';

const RECOVERY = 'us-west-2';

describe('activities', () => {
  let aws: TestAws;
  beforeEach(async () => {
    aws = await TestAws.start();
  });
  afterEach(() => aws.stop());

  it('tells from when to when a job ran, and how long AWS was busy at all', async () => {
    const since = new Date(aws.simulator.world.now).toISOString();
    const server = await serverOf(aws, RECOVERY, byHostname('orders-app-1'));
    aws.advance(100);
    const { job } = await aws.drs(RECOVERY).send(
      new StartRecoveryCommand({
        sourceServers: [{ sourceServerID: server!.sourceServerID }],
      }),
    );
    await aws.until(async () => {
      const { items } = await aws
        .drs(RECOVERY)
        .send(new DescribeJobsCommand({ filters: { jobIDs: [job!.jobID!] } }));
      return items!.some(({ status }) => status === 'COMPLETED');
    });
    aws.advance(600);

    const response = await fetch(
      `${aws.running.url}/_simulator/activities?since=${since}`,
    );
    const told = await response.json();

    const jobs = told.activities.filter(
      ({ kind }: { kind: string }) => kind === 'job',
    );
    expect(jobs).toMatchObject([
      {
        id: job!.jobID,
        name: 'LAUNCH',
        region: RECOVERY,
        resourceIds: [server!.sourceServerID],
      },
    ]);
    const seconds = (Date.parse(jobs[0].to) - Date.parse(jobs[0].from)) / 1000;
    expect(seconds).toBeGreaterThan(300);
    expect(seconds).toBeLessThan(480);
    // The instance's agent calls home while the job still runs, or soon after it.
    expect(told.busySeconds).toBeGreaterThanOrEqual(seconds);
    expect(told.busySeconds).toBeLessThan(seconds + 300);
  });

  it('tells from when to when replication was being stopped', async () => {
    const server = await serverOf(aws, RECOVERY, byHostname('orders-app-1'));
    const drs = aws.drs(RECOVERY);
    const from = aws.simulator.world.now;
    await drs.send(
      new StopReplicationCommand({ sourceServerID: server!.sourceServerID }),
    );
    const stops = async () => {
      const response = await fetch(`${aws.running.url}/_simulator/activities`);
      const { activities } = await response.json();
      return activities.filter(({ kind }: { kind: string }) => kind === 'stop');
    };
    expect(await stops()).toEqual([
      expect.not.objectContaining({ to: expect.anything() }),
    ]);
    aws.advance(60);

    const [stop] = await stops();
    expect(stop).toMatchObject({ id: server!.sourceServerID });
    const stopped = await serverOf(aws, RECOVERY, byHostname('orders-app-1'));
    expect(stopped!.dataReplicationInfo!.dataReplicationState).toBe('STOPPED');
    expect(Date.parse(stop.from)).toBeGreaterThanOrEqual(from);
    expect(Date.parse(stop.to) - Date.parse(stop.from)).toBeGreaterThanOrEqual(
      5_000,
    );
  });

  it('counts what overlaps once, and what goes on until now', () => {
    const activity = (from: number, to?: number) => ({
      kind: 'job' as const,
      id: 'job',
      account: '1',
      region: RECOVERY,
      resourceIds: [],
      from: from * 1000,
      to: to && to * 1000,
    });
    expect(
      busySeconds(
        [activity(0, 10), activity(5, 8), activity(9, 20), activity(30)],
        35_000,
      ),
    ).toBe(25);
  });
});

describe('request rates', () => {
  it('throttle a service in a region once its bucket is empty, and no other', async () => {
    const aws = await TestAws.start({
      settings: { requestRates: { drs: { perSecond: 2, burst: 3 } } },
    });
    const ask = (region: string) =>
      aws
        .drs(region)
        .send(new DescribeSourceServersCommand({ maxResults: 1 }))
        .then(
          () => 'answered',
          error => `${error.name} ${error.$metadata.httpStatusCode}`,
        );
    const asked = (region: string, times: number) =>
      Promise.all(Array.from({ length: times }, () => ask(region)));
    const throttled = 'ThrottlingException 429';
    try {
      expect((await asked(RECOVERY, 5)).sort()).toEqual([
        throttled,
        throttled,
        'answered',
        'answered',
        'answered',
      ]);
      expect(await ask('us-east-1')).toBe('answered');
      aws.advance(1);
      expect((await asked(RECOVERY, 3)).sort()).toEqual([
        throttled,
        'answered',
        'answered',
      ]);
    } finally {
      await aws.stop();
    }
  });
});

describe('latency', () => {
  it('keeps an answer on its way for simulated seconds', async () => {
    const aws = await TestAws.start({
      speed: 20,
      settings: { latency: [4, 4] },
    });
    try {
      const before = aws.simulator.world.now;
      await aws
        .drs(RECOVERY)
        .send(new DescribeSourceServersCommand({ maxResults: 1 }));
      expect(aws.simulator.world.now - before).toBeGreaterThanOrEqual(4_000);
    } finally {
      await aws.stop();
    }
  });
});
