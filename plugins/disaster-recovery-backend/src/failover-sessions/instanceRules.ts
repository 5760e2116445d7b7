import type { AgentProgress } from '@internal/plugin-disaster-recovery-common';
import { isGone } from '../aws';
import type { InstanceRecord } from './types';

/** What an instance has to show before any work on its agent. */
export function noAgentWork(): AgentProgress {
  return { status: 'NOT_STARTED', steps: [], attempt: 0 };
}

/** Whether an instance has a failback drill instance that is still alive. */
export function hasLiveDrill(instance: Pick<InstanceRecord, 'drill'>): boolean {
  const { drill } = instance;
  return (
    drill?.failbackInstanceId !== undefined &&
    drill.status !== 'TERMINATED' &&
    !isGone(drill.ec2State)
  );
}

/** Whether a person has to look at an instance. The same rule as the generated column `failed` of the table. */
export function isFailed(
  instance: Pick<
    InstanceRecord,
    'error' | 'agent' | 'replication' | 'failback' | 'reProtection'
  >,
): boolean {
  return (
    instance.error !== undefined ||
    instance.agent.status === 'FAILED' ||
    instance.replication.state === 'ERROR' ||
    instance.failback?.status === 'FAILED' ||
    instance.reProtection?.state === 'ERROR'
  );
}
