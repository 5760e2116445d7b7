import {
  hasLostSourceServer,
  isBack,
} from '@internal/plugin-disaster-recovery-common';
import type { InstanceRecord } from '../failover-sessions';

/**
 * Whether an agent has still to be installed on an instance, or once more. Not where DRS's own way back is taken and
 * serves: one machine of a session may have lost it, and the others go on replicating with the agent that they have.
 */
export function needsAgent(
  instance: Pick<
    InstanceRecord,
    'agent' | 'error' | 'failback' | 'reversedSourceServerId' | 'route'
  >,
): boolean {
  if (isBack(instance)) {
    return false;
  }
  const isReversed =
    instance.route === 'native' &&
    instance.reversedSourceServerId !== undefined;
  return (
    hasLostSourceServer(instance) ||
    (instance.agent.status !== 'SUCCEEDED' && !isReversed)
  );
}
