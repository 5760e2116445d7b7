import type {
  ErrorDetails,
  Execution,
  FailbackMode,
} from '@internal/plugin-disaster-recovery-common';
import type { FailbackVerdict } from './judgeFailback';

const NAMED_AT_MOST = 5;

/** The failure of a failback or drill as it is kept and shown: who is not back, and why each. */
export function failbackFailure(
  mode: FailbackMode,
  execution: Execution,
  { failed, actions }: Extract<FailbackVerdict, { verdict: 'failure' }>,
  at: Date,
): ErrorDetails {
  const named = failed.map(({ instance, reason }) => ({
    name: instance.hostname ?? instance.recoveryInstanceId,
    reason,
  }));
  const names = named.slice(0, NAMED_AT_MOST).map(({ name }) => name);
  const more = named.length - names.length;
  const who =
    more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  const what = mode === 'DRILL' ? 'Failback drill' : 'Failback';
  const parts = [
    named.length > 0
      ? `${who} ${named.length === 1 ? 'is' : 'are'} not back`
      : '',
    actions.length > 0 ? `${actions.join(', ')}` : '',
  ].filter(part => part !== '');
  const first = execution.servers.find(server => server.error)?.error;
  return {
    ...first,
    message: `${what} ${
      execution.status === 'CANCELLED' ? 'was canceled' : 'failed'
    }: ${parts.join('; ')}.`,
    code: first?.code ?? `Execution${execution.status}`,
    reason: [
      ...named.slice(0, 20).map(({ name, reason }) => `${name}: ${reason}`),
      ...actions,
    ].join('; '),
    remedy:
      mode === 'DRILL'
        ? 'Look at the execution for details, mend the cause, and drill again.'
        : 'Look at the execution for details and mend the cause; executing the failback again launches only what failed, and leaves what is back alone.',
    resourceIds: failed.map(({ instance }) => instance.recoveryInstanceId),
    at: at.toISOString(),
  };
}
