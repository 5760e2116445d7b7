import {
  type Drs,
  type DrsJob,
  AwsOperationError,
  type RecoveryInstance,
} from '../aws';
import type { OperationStep } from '@internal/plugin-disaster-recovery-common';
import { failureOf } from '../executions';
import type { OperationContext } from '../failover-sessions';
import type { StepOutcome } from './cleanupSteps';
import { isThere } from './destructionGuard';
import { refusal } from './refusal';

/** An instance that is to be terminated, as the facts of this moment have it. */
export interface Doomed {
  step: OperationStep;
  /** DRS's record; absent once it is gone. */
  record?: Pick<
    RecoveryInstance,
    'ec2State' | 'sourceServerId' | 'failbackState'
  >;
  /** Why it must not be terminated after all. */
  against?: string;
}

const MOST_IN_A_JOB = 100;

function holds(job: DrsJob, doomed: Doomed): boolean {
  return job.servers.some(
    server =>
      server.recoveryInstanceId === doomed.step.target ||
      (server.recoveryInstanceId === undefined &&
        server.sourceServerId === doomed.record?.sourceServerId),
  );
}

/**
 * Terminates instances through DRS, in jobs of a hundred at most, each asked for once.
 *
 * @remarks
 * Which instances share a job is decided by the order of the operation's steps, so that a pass that comes later, or in
 * another process, finds the job of the pass before.
 */
export async function terminateInstances(
  context: OperationContext,
  drs: Drs,
  doomed: Doomed[],
  options: { phase: string; serversPerJob: number },
): Promise<Map<string, StepOutcome>> {
  const size = Math.min(MOST_IN_A_JOB, options.serversPerJob);
  const all = context.operation.steps.filter(
    ({ name }) => name === options.phase,
  );
  const byTarget = new Map(doomed.map(one => [one.step.target, one]));
  const outcomes = new Map<string, StepOutcome>();
  for (let at = 0; at < all.length; at += size) {
    const batch = all
      .slice(at, at + size)
      .flatMap(({ target }) => byTarget.get(target) ?? []);
    const live: Doomed[] = [];
    for (const one of batch) {
      const outcome = settledOutcome(one);
      if (outcome) {
        outcomes.set(one.step.target!, outcome);
      } else {
        live.push(one);
      }
    }
    if (live.length > 0) {
      const key = `${options.phase}/${at / size}`;
      for (const [id, outcome] of await terminateBatch(
        context,
        drs,
        live,
        key,
      )) {
        outcomes.set(id, outcome);
      }
    }
  }
  return outcomes;
}

function settledOutcome({ record, against }: Doomed): StepOutcome | undefined {
  if (!isThere(record)) {
    return { status: 'SUCCEEDED' };
  }
  if (record.ec2State === 'SHUTTING-DOWN') {
    return { status: 'IN_PROGRESS', message: 'EC2 is shutting it down' };
  }
  return against ? { status: 'FAILED', message: against } : undefined;
}

/**
 * DRS may take a recovery instance for one that is still failing back although its replication has stopped. Telling it
 * once, after its first refusal, that the failback is over costs nothing; whether it helps, its next answer says.
 *
 * @returns what is refused for good, as it is to a portal that may not do it
 */
async function endFailbacks(
  drs: Drs,
  refused: Doomed[],
): Promise<Map<string, StepOutcome>> {
  const outcomes = new Map<string, StepOutcome>();
  for (const { step, record } of refused) {
    const state = record?.failbackState;
    if (!step.error && state && state !== 'FAILBACK_NOT_STARTED') {
      try {
        await drs.stopFailback(step.target!);
      } catch (error) {
        const outcome = refusal(error);
        if (outcome.status === 'FAILED') {
          outcomes.set(step.target!, outcome);
        }
      }
    }
  }
  return outcomes;
}

async function terminateBatch(
  context: OperationContext,
  drs: Drs,
  live: Doomed[],
  key: string,
): Promise<Map<string, StepOutcome>> {
  const ids = live.map(({ step }) => step.target!);
  let jobId: string;
  try {
    ({ jobId } = await context.intents.once(
      {
        key,
        operation: 'TerminateRecoveryInstances',
        correlationId: context.operation.correlationId,
        target: { recoveryInstanceIds: ids },
      },
      {
        perform: async () => ({
          jobId: (await drs.terminateRecoveryInstances(ids)).id,
        }),
        settle: async since => {
          const jobs = await drs.listJobs({ since });
          const job = jobs.find(
            candidate =>
              candidate.type === 'TERMINATE' &&
              live.every(one => holds(candidate, one)),
          );
          return job && { jobId: job.id };
        },
        outcomeUnknown: AwsOperationError.outcomeUnknown,
      },
    ));
  } catch (error) {
    const outcome = refusal(error);
    const ended =
      outcome.status === 'FAILED'
        ? new Map<string, StepOutcome>()
        : await endFailbacks(drs, live);
    return new Map(ids.map(id => [id, ended.get(id) ?? outcome]));
  }
  const [job] = await drs.listJobs({ ids: [jobId] });
  const isFailed = (one: Doomed) =>
    job?.servers.find(
      server =>
        server.recoveryInstanceId === one.step.target &&
        server.launchStatus === 'FAILED',
    );
  const log = live.some(isFailed) ? await drs.listJobLog(jobId) : [];
  return new Map(
    live.map(one => {
      const failed = isFailed(one);
      const words = failed && failureOf(log, failed.sourceServerId)?.rawError;
      return [
        one.step.target!,
        failed
          ? {
              status: 'FAILED',
              message: words
                ? `DRS job ${jobId} did not terminate it: ${words}`
                : `DRS job ${jobId} did not terminate it.`,
            }
          : { status: 'IN_PROGRESS', message: `DRS job ${jobId}` },
      ];
    }),
  );
}
