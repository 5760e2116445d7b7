import type { FailbackRoute } from '@internal/plugin-disaster-recovery-common';
import type { InstanceRecord, SessionRecord } from '../failover-sessions';

/** The route of a session: the operator's first call has chosen it. */
export function chosenRoute(
  session: Pick<SessionRecord, 'route' | 'status'>,
): FailbackRoute {
  return (
    session.route ??
    (session.status === 'CONFIG_MIRRORED' ? 'reinstall' : 'native')
  );
}

/**
 * The route of one instance. An agent that was touched by an installation decides over the session: once uninstalled, it
 * no longer serves DRS's own way back.
 */
export function instanceRoute(
  session: Pick<SessionRecord, 'route' | 'status'>,
  instance: Pick<InstanceRecord, 'route' | 'agent'>,
): FailbackRoute {
  const isTouched = instance.agent.steps.some(
    step => step.name === 'UNINSTALL_AGENT' && step.status !== 'NOT_STARTED',
  );
  return isTouched ? 'reinstall' : instance.route ?? chosenRoute(session);
}
