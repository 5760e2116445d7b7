import type {
  ExecutionAction,
  ExecutionServer,
  ExecutionWaveStatus,
  Wave,
} from '@internal/plugin-disaster-recovery-common';

/** What the rules look at in a wave of an execution. */
export interface WaveFacts {
  plan: Wave;
  status: ExecutionWaveStatus;
  pausePassed: boolean;
  servers: ExecutionServer['status'][];
  /** The newest run of each action, by position. */
  pre: ExecutionAction['status'][];
  post: ExecutionAction['status'][];
}

/** What is asked of the whole execution. */
export interface ExecutionRequests {
  pauseRequested: boolean;
  cancelRequested: boolean;
}

/** A wave's next status. What it has not begun is closed with `close` and its reason. */
export interface WaveTransition {
  number: number;
  status: ExecutionWaveStatus;
  reason?: string;
  close?: { status: 'SKIPPED' | 'CANCELLED'; reason: string };
}

type Halt = { status: 'SKIPPED' | 'CANCELLED'; reason: string };

const OPEN_SERVER = ['PENDING', 'WAITING', 'LAUNCHING'];
const ENDED_WAVE = ['COMPLETED', 'PARTIAL', 'FAILED', 'SKIPPED', 'CANCELLED'];

/** Whether a wave will change no more, until its execution is retried. */
export function isWaveEnded(status: ExecutionWaveStatus): boolean {
  return ENDED_WAVE.includes(status);
}

function isFailed(status: ExecutionAction['status']): boolean {
  return status === 'FAILED' || status === 'TIMED_OUT';
}

function isOpen(status: ExecutionAction['status']): boolean {
  return status === 'PENDING' || status === 'RUNNING';
}

/** The action that failed and whose failure is that of its wave. */
function stoppingAction(wave: WaveFacts): string | undefined {
  const { preActions, postActions } = wave.plan;
  const failing = [
    ...preActions.filter(
      (action, at) => action.onFailure === 'stop' && isFailed(wave.pre[at]),
    ),
    ...postActions.filter(
      (action, at) => action.onFailure === 'stop' && isFailed(wave.post[at]),
    ),
  ];
  return failing[0]?.name;
}

function hasFailed(wave: WaveFacts): boolean {
  return wave.servers.includes('FAILED') || stoppingAction(wave) !== undefined;
}

/**
 * Why nothing new may begin, if so: the execution is canceled, or a wave whose failure stops the plan has failed.
 */
export function haltOf(
  waves: WaveFacts[],
  requests: ExecutionRequests,
): Halt | undefined {
  if (requests.cancelRequested) {
    return { status: 'CANCELLED', reason: 'The execution was canceled' };
  }
  const failed = waves.find(
    wave => wave.plan.failurePolicy === 'failFast' && hasFailed(wave),
  );
  return (
    failed && {
      status: 'SKIPPED',
      reason: `Wave "${failed.plan.name}" failed, and a failure there stops the plan`,
    }
  );
}

/**
 * How a wave ends whose servers and actions are as they are.
 *
 * @param close - what becomes of those that have not begun
 */
export function endOf(wave: WaveFacts, close?: Halt): WaveTransition {
  const { number } = wave.plan;
  const rest = close?.status;
  const servers = wave.servers.map(status =>
    rest && OPEN_SERVER.includes(status) ? rest : status,
  );
  const count = (status: string) => servers.filter(s => s === status).length;
  const launched = count('LAUNCHED');
  const action = stoppingAction(wave);
  const allActions = [...wave.pre, ...wave.post];
  const closed =
    close && (count(close.status) > 0 || allActions.some(isOpen))
      ? close
      : undefined;
  const passedOver = allActions.filter(isFailed).length;
  let reason: string | undefined;
  if (action) {
    reason = `Action "${action}" failed`;
  } else if (count('FAILED') > 0) {
    reason = `${count('FAILED')} of ${servers.length} servers failed`;
  } else if (closed) {
    reason = closed.reason;
  } else if (passedOver > 0) {
    reason = `${passedOver} of its actions failed, which the plan passes over`;
  }
  const end = (status: ExecutionWaveStatus): WaveTransition => ({
    number,
    status,
    reason,
    close,
  });
  if (closed?.status === 'CANCELLED') {
    return end('CANCELLED');
  }
  if (launched === servers.length && !action && !closed) {
    return end('COMPLETED');
  }
  if (launched > 0) {
    return end('PARTIAL');
  }
  return end(action || count('FAILED') > 0 ? 'FAILED' : 'SKIPPED');
}

function start(wave: WaveFacts): WaveTransition {
  return {
    number: wave.plan.number,
    status: wave.pre.some(isOpen) ? 'PRE_ACTIONS' : 'LAUNCHING',
  };
}

function advanceWaiting(
  wave: WaveFacts,
  waves: WaveFacts[],
  requests: ExecutionRequests,
  halt: Halt | undefined,
): WaveTransition | undefined {
  if (halt) {
    return endOf(wave, halt);
  }
  const dependencies = waves.filter(other =>
    wave.plan.dependsOn.includes(other.plan.number),
  );
  const broken = dependencies.find(
    other => isWaveEnded(other.status) && other.status !== 'COMPLETED',
  );
  if (broken) {
    return endOf(wave, {
      status: 'SKIPPED',
      reason: `It depends on wave "${broken.plan.name}", which did not complete`,
    });
  }
  if (
    requests.pauseRequested ||
    dependencies.some(other => other.status !== 'COMPLETED')
  ) {
    return undefined;
  }
  if (wave.plan.pauseBefore && !wave.pausePassed) {
    return wave.status === 'PAUSED'
      ? undefined
      : {
          number: wave.plan.number,
          status: 'PAUSED',
          reason: 'The plan pauses before this wave',
        };
  }
  return start(wave);
}

function advanceActions(
  wave: WaveFacts,
  phase: 'pre' | 'post',
  halt: Halt | undefined,
): WaveTransition | undefined {
  const statuses = wave[phase];
  if (statuses.includes('RUNNING')) {
    return undefined;
  }
  const action = stoppingAction(wave);
  if (action) {
    return endOf(wave, {
      status: 'SKIPPED',
      reason: `Action "${action}" of its wave failed`,
    });
  }
  const done = !statuses.some(isOpen);
  if (phase === 'post' && done) {
    return endOf(wave);
  }
  if (halt) {
    return endOf(wave, halt);
  }
  return done ? { number: wave.plan.number, status: 'LAUNCHING' } : undefined;
}

function advanceLaunching(
  wave: WaveFacts,
  halt: Halt | undefined,
): WaveTransition | undefined {
  const { servers } = wave;
  if (servers.includes('LAUNCHING')) {
    return undefined;
  }
  if (halt) {
    return endOf(wave, halt);
  }
  if (servers.some(status => OPEN_SERVER.includes(status))) {
    return undefined;
  }
  if (!servers.includes('LAUNCHED')) {
    return endOf(wave, {
      status: 'SKIPPED',
      reason: 'No server of its wave was launched',
    });
  }
  return wave.post.some(isOpen)
    ? { number: wave.plan.number, status: 'POST_ACTIONS' }
    : endOf(wave);
}

/**
 * The next status of each wave that moves on: from the plan, from how its servers and actions are, and from what is asked
 * of the execution. Values in, values out; applied again and again until nothing moves.
 */
export function advanceWaves(
  waves: WaveFacts[],
  requests: ExecutionRequests,
): WaveTransition[] {
  const halt = haltOf(waves, requests);
  return waves.flatMap(wave => {
    switch (wave.status) {
      case 'PENDING':
      case 'PAUSED':
        return advanceWaiting(wave, waves, requests, halt) ?? [];
      case 'PRE_ACTIONS':
        return advanceActions(wave, 'pre', halt) ?? [];
      case 'LAUNCHING':
        return advanceLaunching(wave, halt) ?? [];
      case 'POST_ACTIONS':
        return advanceActions(wave, 'post', halt) ?? [];
      default:
        return [];
    }
  });
}
