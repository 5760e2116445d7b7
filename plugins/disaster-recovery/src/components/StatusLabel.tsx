import type { statusMessages } from '../messages/status';
import { useWords, type Words } from '../useWords';
import { Status, type Tone } from './Status';

type StatusMessages = typeof statusMessages;
/** The kinds of things that have a status. */
export type StatusKind = keyof StatusMessages;

const REPLICATION_TONES = {
  NOT_STARTED: 'waiting',
  INITIATING: 'running',
  INITIAL_SYNC: 'running',
  CONTINUOUS: 'running',
  READY: 'ok',
  READY_WITH_LAG: 'warning',
  ERROR: 'error',
} as const;

const TONES: { [K in StatusKind]: Record<keyof StatusMessages[K], Tone> } = {
  session: {
    FAILOVER_COMPLETE: 'warning',
    INSTALLING_AGENTS: 'running',
    AGENTS_INSTALLED: 'ok',
    CONFIG_MIRRORED: 'ok',
    REVERSE_REPLICATING: 'running',
    READY_FOR_FAILBACK: 'ok',
    FAILBACK_IN_PROGRESS: 'running',
    FAILBACK_COMPLETE: 'ok',
    RE_PROTECTING: 'running',
    RE_PROTECTED: 'ok',
    CLEANING_UP: 'running',
    CLEANUP_COMPLETE: 'ok',
  },
  replication: REPLICATION_TONES,
  protection: REPLICATION_TONES,
  step: {
    NOT_STARTED: 'waiting',
    IN_PROGRESS: 'running',
    SUCCEEDED: 'ok',
    FAILED: 'error',
    SKIPPED: 'skipped',
  },
  operation: { RUNNING: 'running', SUCCEEDED: 'ok', FAILED: 'error' },
  execution: {
    PENDING: 'waiting',
    RUNNING: 'running',
    PAUSED: 'paused',
    CANCELLING: 'running',
    COMPLETED: 'ok',
    PARTIAL: 'warning',
    FAILED: 'error',
    CANCELLED: 'skipped',
  },
  wave: {
    PENDING: 'waiting',
    PAUSED: 'paused',
    PRE_ACTIONS: 'running',
    LAUNCHING: 'running',
    POST_ACTIONS: 'running',
    COMPLETED: 'ok',
    PARTIAL: 'warning',
    FAILED: 'error',
    SKIPPED: 'skipped',
    CANCELLED: 'skipped',
  },
  server: {
    PENDING: 'waiting',
    WAITING: 'paused',
    LAUNCHING: 'running',
    LAUNCHED: 'ok',
    FAILED: 'error',
    SKIPPED: 'skipped',
    CANCELLED: 'skipped',
    TERMINATED: 'skipped',
  },
  action: {
    PENDING: 'waiting',
    RUNNING: 'running',
    SUCCEEDED: 'ok',
    FAILED: 'error',
    TIMED_OUT: 'error',
    SKIPPED: 'skipped',
    CANCELLED: 'skipped',
  },
  audit: {
    REQUESTED: 'info',
    SUCCEEDED: 'ok',
    FAILED: 'error',
    RETRIED: 'running',
    OBSERVED: 'info',
    REFUSED: 'refused',
  },
  finding: { error: 'error', warning: 'warning', info: 'info' },
};

/** A status of the API in words. */
export function statusWords<K extends StatusKind>(
  kind: K,
  status: keyof StatusMessages[K],
  t: Words,
): string {
  // One of the keys stands for all of them: together they are too many for the compiler.
  return t(`status.${kind}.${String(status)}` as 'status.step.FAILED');
}

/** What a status means to the reader. */
export function statusTone<K extends StatusKind>(
  kind: K,
  status: keyof StatusMessages[K],
): Tone {
  return TONES[kind][status];
}

/** The status of something, as icon and words. `detail` goes behind the words, for example a percentage. */
export function StatusLabel<K extends StatusKind>(props: {
  kind: K;
  status: keyof StatusMessages[K];
  /** Overrides what the status means by itself, for example when something that runs has failed in part. */
  tone?: Tone;
  detail?: string;
}) {
  const t = useWords();
  const words = statusWords(props.kind, props.status, t);
  return (
    <Status tone={props.tone ?? statusTone(props.kind, props.status)}>
      {props.detail ? `${words} ${props.detail}` : words}
    </Status>
  );
}
