import {
  type AgentProgress,
  isBack,
} from '@internal/plugin-disaster-recovery-common';
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

/** Whether an instance has still to come back, and its data no longer flows: it cannot by itself. */
export function hasBrokenReplication(
  instance: Pick<InstanceRecord, 'replication' | 'failback' | 'cannotFailBack'>,
): boolean {
  return (
    instance.replication.state === 'ERROR' &&
    instance.cannotFailBack === undefined &&
    !isBack(instance)
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
