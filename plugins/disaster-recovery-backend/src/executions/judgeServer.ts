import {
  type DrsJob,
  type DrsJobLogItem,
  isGone,
  type RecoveryInstance,
} from '../aws';
import { failureOf } from './jobLog';

/** What is said of one server of a job that has ended. */
export type Verdict =
  | { verdict: 'LAUNCHED'; recoveryInstanceId: string }
  /** AWS has not shown yet what became of it. */
  | { verdict: 'UNDECIDED' }
  | {
      verdict: 'FAILED';
      reason: string;
      remedy: string;
      code?: string;
      recoveryInstanceId?: string;
    };

const NO_REASON =
  'DRS gave no reason. The usual causes: the EC2 launch template has no subnet, or names a subnet, security group or instance profile that does not exist; or DRS may not start EC2 instances for the caller.';
const CHECK_TEMPLATE =
  'Check the launch settings of the server and apply them, then retry the failed servers';

function launchFailed(
  log: DrsJobLogItem[],
  sourceServerId: string,
  status: string,
): Verdict {
  const failure = failureOf(log, sourceServerId);
  const words = failure?.rawError?.trim();
  return {
    verdict: 'FAILED',
    code: failure?.event ?? status,
    reason: words ? `DRS could not launch it: ${words}` : NO_REASON,
    remedy: words
      ? 'Remove the cause, then retry the failed servers'
      : CHECK_TEMPLATE,
  };
}

function judgeInstance(
  instance: RecoveryInstance,
  startsStopped: boolean,
): Verdict {
  const { id, ec2State = 'PENDING' } = instance;
  if (ec2State === 'RUNNING' || (startsStopped && ec2State === 'STOPPED')) {
    return { verdict: 'LAUNCHED', recoveryInstanceId: id };
  }
  if (isGone(ec2State)) {
    return {
      verdict: 'FAILED',
      code: 'INSTANCE_GONE',
      reason: `DRS launched instance ${id}, but it is ${ec2State.toLocaleLowerCase(
        'en-US',
      )}`,
      remedy:
        'See in the EC2 console why the instance ended, then retry the failed servers',
      recoveryInstanceId: id,
    };
  }
  return { verdict: 'UNDECIDED' };
}

/**
 * The verdict on one server of a job that DRS calls completed, which says nothing of how it went.
 *
 * @remarks
 * A server counts as launched only when its recovery instance is found, by the job that launched it, and runs: the job's
 * own list may lack the instance's id, and may be behind.
 *
 * @param job - undefined when DRS knows the job no more
 * @param instances - recovery instances of the server, of any job
 */
export function judgeServer(input: {
  sourceServerId: string;
  jobId: string;
  startsStopped: boolean;
  job: DrsJob | undefined;
  log: DrsJobLogItem[];
  instances: RecoveryInstance[];
  /** Whether it has been waited for long enough. */
  overdue: boolean;
}): Verdict {
  const { sourceServerId, jobId, job, log, overdue } = input;
  const status = job?.servers.find(
    server => server.sourceServerId === sourceServerId,
  )?.launchStatus;
  if (status === 'FAILED' || status === 'TERMINATED') {
    return launchFailed(log, sourceServerId, status);
  }
  const own = input.instances.filter(
    instance =>
      instance.sourceServerId === sourceServerId && instance.jobId === jobId,
  );
  const instance = own.find(item => !isGone(item.ec2State)) ?? own.at(0);
  if (instance) {
    const verdict = judgeInstance(instance, input.startsStopped);
    if (verdict.verdict !== 'UNDECIDED' || !overdue) {
      return verdict;
    }
    return {
      verdict: 'FAILED',
      code: 'INSTANCE_NOT_RUNNING',
      reason: `DRS launched instance ${instance.id}, but it does not run: EC2 says ${instance.ec2State}`,
      remedy: 'See in the EC2 console why, then retry the failed servers',
      recoveryInstanceId: instance.id,
    };
  }
  if (!overdue) {
    return { verdict: 'UNDECIDED' };
  }
  if (status === 'LAUNCHED') {
    return {
      verdict: 'FAILED',
      code: 'INSTANCE_NOT_FOUND',
      reason: `DRS says that job ${jobId} launched it, but shows no recovery instance of that job`,
      remedy:
        'Look for the instance in the DRS console before the failed servers are retried',
    };
  }
  return job
    ? launchFailed(log, sourceServerId, status ?? 'NOT_LAUNCHED')
    : {
        verdict: 'FAILED',
        code: 'JOB_GONE',
        reason: `DRS does not know job ${jobId} any more, and shows no recovery instance of it`,
        remedy: 'Retry the failed servers',
      };
}
