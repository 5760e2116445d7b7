import type { DrsJob, DrsJobLogItem, RecoveryInstance } from '../aws';
import { failureOf, stageOf } from './jobLog';
import { judgeServer } from './judgeServer';

const job = (launchStatus?: string, recoveryInstanceId?: string): DrsJob => ({
  id: 'drsjob-1',
  status: 'COMPLETED',
  servers: launchStatus
    ? [{ sourceServerId: 's-1', launchStatus, recoveryInstanceId }]
    : [],
  tags: {},
});
const instance = (rest: Partial<RecoveryInstance> = {}): RecoveryInstance =>
  ({
    id: 'i-1',
    sourceServerId: 's-1',
    jobId: 'drsjob-1',
    ec2State: 'RUNNING',
    isDrill: false,
    ...rest,
  } as RecoveryInstance);
const judge = (rest: Partial<Parameters<typeof judgeServer>[0]>) =>
  judgeServer({
    sourceServerId: 's-1',
    jobId: 'drsjob-1',
    startsStopped: false,
    job: job('LAUNCHED', 'i-1'),
    log: [],
    instances: [instance()],
    overdue: false,
    ...rest,
  });

describe('judgeServer', () => {
  it('finds the instance of a completed job that names none', () => {
    expect(judge({ job: job('LAUNCHED') })).toEqual({
      verdict: 'LAUNCHED',
      recoveryInstanceId: 'i-1',
    });
  });

  it('does not take an instance of an earlier job for the launched one', () => {
    const instances = [instance({ jobId: 'drsjob-0' })];
    expect(judge({ instances })).toEqual({ verdict: 'UNDECIDED' });
    expect(judge({ instances, overdue: true })).toMatchObject({
      verdict: 'FAILED',
      code: 'INSTANCE_NOT_FOUND',
    });
  });

  it('takes a completed job with a failed server as failed, in the words of AWS', () => {
    const log: DrsJobLogItem[] = [
      { event: 'LAUNCH_FAILED', sourceServerId: 's-2', rawError: 'not mine' },
      {
        event: 'LAUNCH_END',
        sourceServerId: 's-1',
        rawError: 'VPCIdNotSpecified: No default VPC for this user',
      },
    ];
    expect(judge({ job: job('FAILED'), log, instances: [] })).toMatchObject({
      verdict: 'FAILED',
      reason:
        'DRS could not launch it: VPCIdNotSpecified: No default VPC for this user',
    });
  });

  it('says that DRS gave no reason, and what usually causes it', () => {
    const verdict = judge({
      job: job('FAILED'),
      log: [{ event: 'SNAPSHOT_END' }, { event: 'JOB_END' }],
      instances: [],
    });
    expect(verdict).toMatchObject({
      verdict: 'FAILED',
      reason: expect.stringContaining('no subnet'),
    });
  });

  it.each(['PENDING', 'STOPPED', undefined])(
    'waits for an instance that is %s, but not forever',
    ec2State => {
      const instances = [instance({ ec2State })];
      expect(judge({ instances })).toEqual({ verdict: 'UNDECIDED' });
      expect(judge({ instances, overdue: true })).toMatchObject({
        verdict: 'FAILED',
        recoveryInstanceId: 'i-1',
      });
    },
  );

  it('takes a stopped instance as launched where the launch settings leave it stopped', () => {
    const instances = [instance({ ec2State: 'STOPPED' })];
    expect(judge({ instances, startsStopped: true })).toMatchObject({
      verdict: 'LAUNCHED',
    });
  });

  it('calls an instance that ended right after its launch failed', () => {
    expect(
      judge({ instances: [instance({ ec2State: 'TERMINATED' })] }),
    ).toMatchObject({ verdict: 'FAILED', code: 'INSTANCE_GONE' });
  });

  it('does not call a server launched that the job left out', () => {
    const input = { job: job(), instances: [] };
    expect(judge(input)).toEqual({ verdict: 'UNDECIDED' });
    expect(judge({ ...input, overdue: true })).toMatchObject({
      verdict: 'FAILED',
    });
  });

  it('goes by the instance when DRS has forgotten the job', () => {
    expect(judge({ job: undefined })).toMatchObject({ verdict: 'LAUNCHED' });
    expect(
      judge({ job: undefined, instances: [], overdue: true }),
    ).toMatchObject({ verdict: 'FAILED', code: 'JOB_GONE' });
  });
});

describe('stageOf', () => {
  const log: DrsJobLogItem[] = [
    { event: 'JOB_START' },
    { event: 'SNAPSHOT_START', sourceServerId: 's-1' },
    { event: 'CONVERSION_START', sourceServerId: 's-1' },
    { event: 'SNAPSHOT_START', sourceServerId: 's-2' },
    { event: 'SOMETHING_NEW', sourceServerId: 's-2' },
  ];

  it('follows each server on its own, and passes over events that nobody knows', () => {
    expect(stageOf(log, 's-1')).toBe('CONVERSION');
    expect(stageOf(log, 's-2')).toBe('SNAPSHOT');
    expect(stageOf(log, 's-3')).toBeUndefined();
    expect(stageOf([...log, { event: 'JOB_END' }], 's-2')).toBe('DONE');
  });
});

describe('failureOf', () => {
  it('prefers words over a bare event', () => {
    expect(
      failureOf(
        [
          { event: 'CONVERSION_FAIL', sourceServerId: 's-1', rawError: 'why' },
          { event: 'LAUNCH_FAILED', sourceServerId: 's-1' },
        ],
        's-1',
      ),
    ).toEqual({ event: 'CONVERSION_FAIL', rawError: 'why' });
  });

  it('has nothing to say of a log without failures', () => {
    expect(failureOf([{ event: 'LAUNCH_END' }], 's-1')).toBeUndefined();
  });
});
