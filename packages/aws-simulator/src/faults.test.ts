import {
  DescribeJobLogItemsCommand,
  DescribeRecoveryInstancesCommand,
  DescribeSourceServersCommand,
  DescribeJobsCommand,
  StartRecoveryCommand,
  TerminateRecoveryInstancesCommand,
} from '@aws-sdk/client-drs';
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { DescribeInstanceInformationCommand } from '@aws-sdk/client-ssm';
import {
  byHostname,
  byInstance,
  completedJob,
  launch,
  reverse,
  runCommand,
  serverOf,
} from './__testUtils__/life';
import { TestAws } from './__testUtils__/TestAws';

const RECOVERY = 'us-west-2';
const APP_1 = 'i-0e10a100000000000';

describe('faults', () => {
  let aws: TestAws;
  let server: string;
  beforeEach(async () => {
    aws = await TestAws.start();
    server = (await serverOf(aws, RECOVERY, byHostname('orders-app-1')))!
      .sourceServerID!;
  });
  afterEach(() => aws.stop());

  const start = () =>
    aws.drs(RECOVERY).send(
      new StartRecoveryCommand({
        sourceServers: [{ sourceServerID: server }],
      }),
    );
  const jobs = async () =>
    (await aws.drs(RECOVERY).send(new DescribeJobsCommand({}))).items!.length;

  it('throttles so many calls, in the words of each service', async () => {
    aws.simulator.faults.add({
      kind: 'throttle',
      match: { service: 'drs' },
      count: 2,
      seconds: 7,
    });
    const describe = () => aws.drs(RECOVERY).send(new DescribeJobsCommand({}));
    await expect(describe()).rejects.toMatchObject({
      name: 'ThrottlingException',
      retryAfterSeconds: '7',
      $metadata: { httpStatusCode: 429 },
    });
    await expect(describe()).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
    expect((await describe()).items).toEqual([]);
    aws.simulator.faults.add({ kind: 'throttle', match: { service: 'ec2' } });
    await expect(
      aws.ec2(RECOVERY).send(new DescribeInstancesCommand({})),
    ).rejects.toMatchObject({
      name: 'RequestLimitExceeded',
      $metadata: { httpStatusCode: 503 },
    });
  });

  it('loses a response after the call had its effect', async () => {
    aws.simulator.faults.add({
      kind: 'lostResponse',
      match: { operation: 'StartRecovery' },
      count: 1,
    });
    await expect(start()).rejects.not.toHaveProperty(
      '$metadata.httpStatusCode',
      200,
    );
    aws.advance(10);
    expect(await jobs()).toBe(1);
    expect(
      aws.simulator.trace
        .entries()
        .find(line => line.operation === 'StartRecovery'),
    ).toMatchObject({
      lost: true,
      changed: true,
    });
  });

  it('loses a request before it had any effect', async () => {
    aws.simulator.faults.add({
      kind: 'lostRequest',
      match: { operation: 'StartRecovery' },
      count: 1,
    });
    await expect(start()).rejects.toBeDefined();
    aws.advance(10);
    expect(await jobs()).toBe(0);
    await start();
    aws.advance(10);
    expect(await jobs()).toBe(1);
  });

  it('answers stale reads', async () => {
    aws.simulator.faults.add({
      kind: 'staleReads',
      match: { operation: 'DescribeJobs' },
      seconds: 60,
    });
    expect(await jobs()).toBe(0);
    await start();
    aws.advance(30);
    expect(await jobs()).toBe(0);
    aws.advance(31);
    expect(await jobs()).toBe(1);
  });

  it('fails a launch without a reason, and with one', async () => {
    aws.simulator.faults.add({
      kind: 'launchFails',
      match: { resourceId: server },
      count: 1,
    });
    const { job } = await start();
    const failed = await completedJob(aws, RECOVERY, job!.jobID!);
    expect(failed.participatingServers![0].launchStatus).toBe('FAILED');
    const log = async (jobID?: string) =>
      (await aws.drs(RECOVERY).send(new DescribeJobLogItemsCommand({ jobID })))
        .items!;
    expect((await log(job!.jobID)).map(item => item.event)).toEqual([
      'JOB_START',
      'SNAPSHOT_START',
      'SNAPSHOT_END',
      'JOB_END',
    ]);

    aws.simulator.faults.add({
      kind: 'launchFails',
      match: { resourceId: server },
      count: 1,
      message: 'InsufficientInstanceCapacity',
    });
    const second = await start();
    await completedJob(aws, RECOVERY, second.job!.jobID!);
    expect(await log(second.job!.jobID)).toContainEqual(
      expect.objectContaining({
        event: 'LAUNCH_FAILED',
        eventData: {
          sourceServerID: server,
          rawError: 'InsufficientInstanceCapacity',
        },
      }),
    );
    expect((await launch(aws, RECOVERY, server)).ec2InstanceState).toBe(
      'RUNNING',
    );
  });

  it('forgets which instance a job launched', async () => {
    aws.simulator.faults.add({ kind: 'missingRecoveryInstanceId' });
    const { job } = await start();
    const done = await completedJob(aws, RECOVERY, job!.jobID!);
    expect(done.participatingServers).toEqual([
      { sourceServerID: server, launchStatus: 'LAUNCHED' },
    ]);
  });

  it('refuses termination', async () => {
    const { recoveryInstanceID } = await launch(aws, RECOVERY, server);
    aws.simulator.faults.add({
      kind: 'terminateRefused',
      count: 1,
      message: 'Not now.',
    });
    const terminate = () =>
      aws.drs(RECOVERY).send(
        new TerminateRecoveryInstancesCommand({
          recoveryInstanceIDs: [recoveryInstanceID!],
        }),
      );
    await expect(terminate()).rejects.toMatchObject({ message: 'Not now.' });
    const { job } = await terminate();
    await completedJob(aws, RECOVERY, job!.jobID!);
    const { items } = await aws
      .drs(RECOVERY)
      .send(new DescribeRecoveryInstancesCommand({}));
    expect(items![0].ec2InstanceState).toBe('TERMINATED');
    aws.advance(3600);
    expect(
      (await aws.drs(RECOVERY).send(new DescribeRecoveryInstancesCommand({})))
        .items,
    ).toEqual([]);
  });

  it('stalls an initial sync, which can be resumed', async () => {
    const { recoveryInstanceID } = await launch(aws, RECOVERY, server);
    aws.simulator.faults.add({
      kind: 'stallSync',
      match: { resourceId: recoveryInstanceID },
      code: 'NOT_CONVERGING',
      count: 1,
    });
    await reverse(aws, RECOVERY, recoveryInstanceID!);
    const look = async (state: string) => {
      const found = await serverOf(
        aws,
        'us-east-1',
        byInstance(recoveryInstanceID!),
      );
      return (
        found?.dataReplicationInfo?.dataReplicationState === state && found
      );
    };
    const stalled = await aws.until(() => look('STALLED'));
    expect(stalled.dataReplicationInfo?.dataReplicationError?.error).toBe(
      'NOT_CONVERGING',
    );
    const [disk] = stalled.dataReplicationInfo!.replicatedDisks!;
    expect(disk.replicatedStorageBytes! / disk.totalStorageBytes!).toBeCloseTo(
      0.4,
      1,
    );
    aws.simulator.faults.add({
      kind: 'recoverReplication',
      match: { resourceId: recoveryInstanceID },
    });
    await aws.until(() => look('CONTINUOUS'));
  });

  it('puts a server behind for a while', async () => {
    aws.simulator.faults.add({
      kind: 'lag',
      match: { resourceId: server },
      seconds: 300,
    });
    const behind = await serverOf(aws, RECOVERY, byHostname('orders-app-1'));
    expect(behind?.dataReplicationInfo).toMatchObject({
      dataReplicationState: 'BACKLOG',
      lagDuration: 'PT5M',
    });
    expect(
      behind?.dataReplicationInfo?.replicatedDisks![0].backloggedStorageBytes,
    ).toBeGreaterThan(0);
    aws.advance(301);
    const after = await serverOf(aws, RECOVERY, byHostname('orders-app-1'));
    expect(after?.dataReplicationInfo).toMatchObject({
      dataReplicationState: 'CONTINUOUS',
      lagDuration: 'P0D',
    });
  });

  it('compares all blocks of a server again', async () => {
    const look = async () =>
      (await serverOf(aws, RECOVERY, byHostname('orders-app-1')))!
        .dataReplicationInfo!;
    aws.simulator.faults.add({
      kind: 'rescan',
      match: { resourceId: server },
    });
    expect(await look()).toMatchObject({ dataReplicationState: 'RESCAN' });
    await aws.until(
      async () => (await look()).dataReplicationState === 'CONTINUOUS',
    );
    const [disk] = (await look()).replicatedDisks!;
    expect(disk.rescannedStorageBytes).toBeLessThan(disk.totalStorageBytes!);
  });

  it('empties the output of commands, fails them and lets them hang', async () => {
    const run = (parameters = {}) =>
      runCommand(aws, 'us-east-1', APP_1, 'AWS-RunShellScript', {
        commands: ['echo hello', 'exit 3'],
        ...parameters,
      });
    expect(await run()).toMatchObject({
      status: 'Failed',
      code: 3,
      stdout: 'hello\n',
    });
    aws.simulator.faults.add({
      kind: 'emptyOutput',
      match: { resourceId: APP_1 },
      count: 1,
    });
    expect(await run()).toMatchObject({
      status: 'Failed',
      stdout: '',
      stderr: '',
    });
    aws.simulator.faults.add({
      kind: 'commandFails',
      match: { operation: 'AWS-RunShellScript' },
      count: 1,
      message: 'disk full',
    });
    expect(await run()).toMatchObject({
      status: 'Failed',
      stderr: 'disk full',
    });
    aws.simulator.faults.add({ kind: 'commandHangs', count: 1 });
    expect(await run({ executionTimeout: ['120'] })).toMatchObject({
      status: 'TimedOut',
    });
  });

  it('hides a node, and stops an instance', async () => {
    const nodes = async () =>
      (
        await aws.ssm('us-east-1').send(
          new DescribeInstanceInformationCommand({
            Filters: [{ Key: 'InstanceIds', Values: [APP_1] }],
          }),
        )
      ).InstanceInformationList!;
    expect(await nodes()).toMatchObject([{ PingStatus: 'Online' }]);
    const { id } = aws.simulator.faults.add({
      kind: 'notManaged',
      match: { resourceId: APP_1 },
    });
    expect(await nodes()).toEqual([]);
    aws.simulator.faults.clear(id);
    expect(await nodes()).toHaveLength(1);
    aws.simulator.faults.add({
      kind: 'regionOutage',
      match: { region: 'us-east-1' },
    });
    aws.advance(60);
    expect(await nodes()).toMatchObject([{ PingStatus: 'Online' }]);
    aws.advance(300);
    expect(await nodes()).toMatchObject([{ PingStatus: 'ConnectionLost' }]);
    aws.simulator.faults.add({
      kind: 'regionRestored',
      match: { region: 'us-east-1' },
    });
    await aws.until(async () => (await nodes())[0].PingStatus === 'Online');
    await aws.until(async () => {
      const back = await serverOf(aws, RECOVERY, byHostname('orders-app-1'));
      return back?.dataReplicationInfo?.dataReplicationState === 'CONTINUOUS';
    });
  });

  it('makes pages small', async () => {
    aws.simulator.faults.add({ kind: 'smallPages', size: 2 });
    const first = await aws
      .drs(RECOVERY)
      .send(new DescribeSourceServersCommand({ maxResults: 200 }));
    expect(first.items).toHaveLength(2);
    expect(first.nextToken).toBeDefined();
  });

  it('says which kinds there are when asked for another', () => {
    expect(() =>
      aws.simulator.faults.add({ kind: 'gremlins' as 'lag' }),
    ).toThrow(/There is no fault 'gremlins'. Kinds: throttle, /);
  });
});
