import type {
  Execution,
  ExecutionAction,
} from '@internal/plugin-disaster-recovery-common';
import type { InstanceRecord } from '../failover-sessions';
import { failbackProgress, type LaunchFacts } from './failbackProgress';

/** How a failback launch that has ended turned out. */
export type FailbackVerdict =
  | { verdict: 'success' }
  /** Some launched machine has not shown its state yet. */
  | { verdict: 'wait'; instances: InstanceRecord[] }
  | {
      verdict: 'failure';
      failed: { instance: InstanceRecord; reason: string }[];
      /** What failed besides machines. */
      actions: string[];
    };

const RUNS = ['RUNNING', 'STOPPED'];

/** Whether an action that failed fails its wave, as the plan says. */
function isBlocking(execution: Execution, run: ExecutionAction): boolean {
  const wave = execution.planWaves.find(one => one.number === run.waveNumber);
  const actions = run.phase === 'PRE' ? wave?.preActions : wave?.postActions;
  return (
    actions?.find(({ name }) => name === run.name)?.onFailure !== 'continue'
  );
}

function failedActions(execution: Execution): string[] {
  return execution.actionRuns
    .filter(
      run =>
        ['FAILED', 'TIMED_OUT', 'CANCELLED'].includes(run.status) &&
        isBlocking(execution, run),
    )
    .map(run => `${run.name} (wave ${run.waveNumber}): ${run.status}`);
}

/** Why a machine is not back; undefined when it is; 'wait' while its state is not known yet. */
function whyNotBack(
  instance: InstanceRecord,
  facts: LaunchFacts,
): string | undefined | 'wait' {
  const progress = failbackProgress(instance, facts);
  if (!progress) {
    return 'The mirrored plan launches nothing for it; mirror the configuration again';
  }
  if (progress.status !== 'LAUNCHED') {
    return progress.reason ?? `Its launch is ${progress.status}`;
  }
  return progress.failbackInstanceId && RUNS.includes(progress.ec2State ?? '')
    ? undefined
    : 'wait';
}

/**
 * The verdict on a failback or drill whose execution has ended: a success only if every machine that goes back was launched
 * and is there. A completed job, or a completed execution, is not taken for that.
 *
 * @remarks
 * A machine may be STOPPED: the execution has taken it for launched because its launch settings say so.
 */
export function judgeFailback(
  instances: InstanceRecord[],
  facts: LaunchFacts,
): FailbackVerdict {
  const returning = instances.filter(one => one.cannotFailBack === undefined);
  const reasons = returning.map(instance => ({
    instance,
    reason: whyNotBack(instance, facts),
  }));
  const failed = reasons.flatMap(({ instance, reason }) =>
    reason !== undefined && reason !== 'wait' ? [{ instance, reason }] : [],
  );
  const actions = failedActions(facts.execution);
  if (failed.length > 0 || actions.length > 0) {
    return { verdict: 'failure', failed, actions };
  }
  const waiting = reasons.filter(({ reason }) => reason === 'wait');
  return waiting.length > 0
    ? { verdict: 'wait', instances: waiting.map(({ instance }) => instance) }
    : { verdict: 'success' };
}
