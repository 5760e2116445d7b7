import {
  SESSION_STATUS_ORDER,
  isBack,
  type ErrorDetails,
  type FailoverSession,
  type SessionInstance,
} from '@internal/plugin-disaster-recovery-common';
import { statusTone, type StatusKind } from '../components/StatusLabel';
import type { Tone } from '../components/Status';

/** What matters of an instance at this point of the session's life: in which matter, in what state. */
export interface InstanceState {
  kind: Extract<StatusKind, 'step' | 'replication' | 'server' | 'protection'>;
  status: string;
  tone: Tone;
}

type Facts = Pick<FailoverSession, 'status' | 'route'>;

const rank = (status: Facts['status']) => SESSION_STATUS_ORDER.indexOf(status);

function matterOf(
  instance: SessionInstance,
  session: Facts,
): { kind: InstanceState['kind']; status: string } {
  const here = rank(session.status);
  if (here >= rank('RE_PROTECTING') && instance.reProtection) {
    return { kind: 'protection', status: instance.reProtection.state };
  }
  // What is back stays so, while the session waits for what is not.
  if (
    instance.failback &&
    (here >= rank('FAILBACK_IN_PROGRESS') || isBack(instance))
  ) {
    return { kind: 'server', status: instance.failback.status };
  }
  const beforeReplication = here < rank('CONFIG_MIRRORED');
  if (
    beforeReplication &&
    session.route !== 'native' &&
    instance.replication.state === 'NOT_STARTED'
  ) {
    return { kind: 'step', status: instance.agent.status };
  }
  return { kind: 'replication', status: instance.replication.state };
}

/** The state of an instance that matters now. */
export function instanceState(
  instance: SessionInstance,
  session: Facts,
): InstanceState {
  const matter = matterOf(instance, session);
  return {
    ...matter,
    tone:
      statusTone(matter.kind, matter.status as never) ??
      // A launch's status that these pages do not know is no reason for alarm.
      'info',
  };
}

/**
 * How the data of an instance flows at this point of the session's life: back to the source region, or after the failback
 * forward again. Nothing while neither is what one looks at.
 */
export function dataFlow(
  instance: SessionInstance,
  session: Pick<FailoverSession, 'status'>,
): SessionInstance['replication'] | undefined {
  const here = rank(session.status);
  if (here >= rank('RE_PROTECTING')) {
    return instance.reProtection;
  }
  return here < rank('FAILBACK_IN_PROGRESS') && !isBack(instance)
    ? instance.replication
    : undefined;
}

/** What went wrong with an instance, wherever it did. */
export function instanceError(
  instance: SessionInstance,
): ErrorDetails | undefined {
  return (
    instance.error ??
    instance.agent.error ??
    instance.replication.error ??
    instance.reProtection?.error
  );
}

const SEVERITY: Record<Tone, number> = {
  error: 0,
  warning: 1,
  paused: 2,
  running: 3,
  waiting: 4,
  info: 5,
  skipped: 6,
  refused: 6,
  ok: 7,
};

const collator = new Intl.Collator(undefined, { numeric: true });

/** Instances with the failed first, then those behind, then the slowest. */
export function worstFirst(
  instances: readonly SessionInstance[],
  session: Facts,
): SessionInstance[] {
  return instances
    .map(instance => {
      const flow = dataFlow(instance, session);
      return {
        instance,
        severity: SEVERITY[instanceState(instance, session).tone],
        lag: flow?.lagSeconds ?? 0,
        percent: flow?.percent ?? 0,
        name: instance.hostname ?? '',
      };
    })
    .sort(
      (a, b) =>
        a.severity - b.severity ||
        b.lag - a.lag ||
        a.percent - b.percent ||
        collator.compare(a.name, b.name),
    )
    .map(({ instance }) => instance);
}
