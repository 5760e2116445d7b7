import { AwsOperationError } from './AwsOperationError';
import {
  ACCOUNT,
  DATABASE_INSTANCE,
  ORIGIN,
  RECOVERY,
  simulatedAws,
} from './__testUtils__/simulatedAws';

describe('DefaultDrs', () => {
  const simulated = simulatedAws();

  it('reads source servers, whatever the size of pages', async () => {
    const all = await simulated.aws.in(RECOVERY).drs.listSourceServers();
    simulated.pages('DescribeSourceServers', 2);
    const paged = await simulated.aws.in(RECOVERY).drs.listSourceServers();

    expect(paged.map(server => server.id)).toEqual(
      all.map(server => server.id),
    );
    expect(all).toHaveLength(9);
    const database = all.find(
      server => server.instanceId === DATABASE_INSTANCE,
    );
    expect(database).toMatchObject({
      platform: 'LINUX',
      originRegion: 'us-east-1',
      originAccountId: ACCOUNT,
      replicationDirection: 'FAILOVER',
      tags: { Application: 'orders', Tier: 'db' },
      replication: { state: 'CONTINUOUS', lagSeconds: expect.any(Number) },
    });
    expect(database?.replication.totalBytes).toBe(80 * 2 ** 30);
    expect(all.filter(server => server.platform === 'WINDOWS')).toHaveLength(1);
  });

  it('asks for ids in batches, and for no ids asks nothing', async () => {
    const [first] = await simulated.aws.in(RECOVERY).drs.listSourceServers();
    const before = simulated.aws.calls.count();
    const unknown = Array.from(
      { length: 450 },
      (_, index) => `s-${String(index).padStart(17, '0')}`,
    );
    const found = await simulated.aws
      .in(RECOVERY)
      .drs.listSourceServers({ ids: [...unknown, first.id, first.id] });
    expect(found.map(server => server.id)).toEqual([first.id]);
    expect(simulated.aws.calls.count() - before).toBe(3);

    expect(
      await simulated.aws.in(RECOVERY).drs.listSourceServers({ ids: [] }),
    ).toEqual([]);
    expect(
      await simulated.aws
        .in(RECOVERY)
        .drs.listRecoveryInstances({ sourceServerIds: [] }),
    ).toEqual([]);
    expect(await simulated.aws.in(ORIGIN).ec2.listInstances([])).toEqual([]);
    expect(simulated.aws.calls.count() - before).toBe(3);
  });

  it('tells whether DRS is initialized', async () => {
    simulated.simulator.faults.add({
      kind: 'regionUninitialized',
      match: { account: ACCOUNT, region: 'us-east-1' },
    });
    await expect(simulated.aws.in(RECOVERY).drs.isInitialized()).resolves.toBe(
      true,
    );
    await expect(simulated.aws.in(ORIGIN).drs.isInitialized()).resolves.toBe(
      false,
    );
  });

  it('launches, and follows the job, its log and the recovery instance', async () => {
    const { drs } = simulated.aws.in(RECOVERY);
    const server = await simulated.serverOf(DATABASE_INSTANCE);
    await expect(drs.hasRecoverySnapshot(server.id)).resolves.toBe(true);
    const job = await drs.startRecovery({
      sourceServerIds: [server.id],
      isDrill: false,
      tags: { Session: 'one' },
    });
    expect(job).toMatchObject({
      status: 'PENDING',
      servers: [{ sourceServerId: server.id }],
      tags: { Session: 'one' },
    });
    simulated.simulator.advance(3600);

    const [done] = await drs.listJobs({ ids: [job.id] });
    expect(done).toMatchObject({
      id: job.id,
      status: 'COMPLETED',
      initiatedBy: 'START_RECOVERY',
      servers: [{ launchStatus: 'LAUNCHED' }],
    });
    expect(done.endedAt!.getTime()).toBeGreaterThan(done.createdAt!.getTime());
    simulated.pages('DescribeJobLogItems', 1);
    const events = (await drs.listJobLog(job.id)).map(item => item.event);
    expect(events).toEqual(expect.arrayContaining(['JOB_START', 'JOB_END']));
    const [instance] = await drs.listRecoveryInstances({
      sourceServerIds: [server.id],
    });
    expect(instance).toMatchObject({
      ec2State: 'RUNNING',
      sourceServerId: server.id,
      isDrill: false,
      originEnvironment: 'AWS',
      originRegion: 'us-east-1',
      platform: 'LINUX',
    });
    expect(
      await drs.listRecoveryInstances({
        ids: [instance.id],
        sourceServerIds: ['s-00000000000000000'],
      }),
    ).toEqual([]);
  });

  it('leaves a lost answer of StartRecovery open, and does not send it again', async () => {
    const server = await simulated.serverOf(DATABASE_INSTANCE);
    simulated.simulator.faults.add({
      kind: 'lostResponse',
      match: { operation: 'StartRecovery' },
      count: 1,
    });
    const error = await simulated.aws
      .in(RECOVERY)
      .drs.startRecovery({ sourceServerIds: [server.id], isDrill: true })
      .catch(e => e);
    expect(AwsOperationError.outcomeUnknown(error)).toBe(true);
    expect(error.failure).toMatchObject({ code: 'NetworkError' });
    expect(simulated.aws.calls.count('drs:StartRecovery')).toBe(1);
    // DRS shows a job only some time after it was begun.
    simulated.simulator.advance(10);
    expect(
      await simulated.aws.in(RECOVERY).drs.listJobs({ since: new Date(0) }),
    ).toHaveLength(1);
  });

  it("R12: tells times by the portal's clock, however far AWS's is ahead", async () => {
    const { drs } = simulated.aws.in(RECOVERY);
    const server = await simulated.serverOf(DATABASE_INSTANCE);
    const begun = Date.now();
    simulated.simulator.advance(48 * 3600);
    const job = await drs.startRecovery({
      sourceServerIds: [server.id],
      isDrill: true,
    });
    simulated.simulator.advance(3600);
    const log = await drs.listJobLog(job.id);
    for (const time of [job.createdAt, ...log.map(({ at }) => at)]) {
      expect(time!.getTime()).toBeGreaterThan(begun - 3000);
      expect(time!.getTime()).toBeLessThan(Date.now() + 3000);
    }
  });
});
