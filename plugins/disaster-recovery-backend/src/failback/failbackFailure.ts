import type {
  ErrorDetails,
  Execution,
  FailbackMode,
} from '@internal/plugin-disaster-recovery-common';
import type { InstanceRecord } from '../failover-sessions';
import { nameThem } from '../replication';
import type { FailbackVerdict } from './judgeFailback';

function remedyOf(mode: FailbackMode, lost: InstanceRecord[]): string {
  const again =
    mode === 'DRILL'
      ? 'drill again'
      : 'execute the failback again: that launches only what failed, and leaves what is back alone';
  return lost.length > 0
    ? `Start reverse replication again, which works only on ${nameThem(
        lost,
      )}: DRS has nothing left to launch from. Then mirror the configuration again and, once the session is ready, ${again}.`
    : `Look at the execution for details and mend the cause; then ${again}.`;
}

/**
 * The failure of a failback or drill as it is kept and shown: who is not back, and why each.
 *
 * @param lost - of those who are not back, those that have nothing left to be launched from
 */
export function failbackFailure(
  mode: FailbackMode,
  execution: Execution,
  { failed, actions }: Extract<FailbackVerdict, { verdict: 'failure' }>,
  { at, lost = [] }: { at: Date; lost?: InstanceRecord[] },
): ErrorDetails {
  const instances = failed.map(({ instance }) => instance);
  const what = mode === 'DRILL' ? 'Failback drill' : 'Failback';
  const parts = [
    failed.length > 0
      ? `${nameThem(instances)} ${failed.length === 1 ? 'is' : 'are'} not back`
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
      ...failed
        .slice(0, 20)
        .map(({ instance, reason }) => `${nameThem([instance])}: ${reason}`),
      ...actions,
    ].join('; '),
    remedy: remedyOf(mode, lost),
    resourceIds: instances.map(({ recoveryInstanceId }) => recoveryInstanceId),
    at: at.toISOString(),
  };
}
