import type {
  ExecutionType,
  Wave,
} from '@internal/plugin-disaster-recovery-common';
import { randomUUID } from 'node:crypto';
import type { ResolvedServer } from '../protection-groups';
import type { ActionRecord, ExecutionState, ServerRecord } from './records';
import type { Inspection } from './RunChecks';

/** Who starts an execution, and as what. */
export interface NewExecution {
  executionType: ExecutionType;
  purpose: 'FAILOVER' | 'FAILBACK';
  sessionId?: string;
  requestedBy: string;
  correlationId?: string;
  acceptDestroyed?: string[];
}

/** A run of an action that has not begun. */
export function newAction(
  executionId: string,
  wave: Wave,
  phase: 'PRE' | 'POST',
  position: number,
  attempt: number,
): ActionRecord {
  const action = (phase === 'PRE' ? wave.preActions : wave.postActions)[
    position
  ];
  return {
    id: randomUUID(),
    executionId,
    waveNumber: wave.number,
    phase,
    position,
    attempt,
    name: action.name,
    kind: action.kind,
    documentName: action.documentName,
    status: 'PENDING',
    ssmIds: [],
  };
}

/** An execution as it begins, with its servers as they were resolved now. */
export function newExecution(
  inspection: Inspection,
  request: NewExecution,
  { expectedSeconds, now }: { expectedSeconds: Map<number, number>; now: Date },
): ExecutionState {
  const { plan, unlaunchable } = inspection;
  const id = randomUUID();
  const server = (wave: Wave, resolved: ResolvedServer): ServerRecord => {
    const reason = unlaunchable.get(resolved.sourceServerId);
    return {
      id: randomUUID(),
      executionId: id,
      waveNumber: wave.number,
      protectionGroupId: resolved.protectionGroupId,
      accountId: plan.accountId,
      region: plan.region,
      sourceServerId: resolved.sourceServerId,
      hostname: resolved.hostname,
      startsStopped:
        resolved.effective.recovery.launchDisposition === 'STOPPED',
      active: true,
      status: reason ? 'FAILED' : 'PENDING',
      reason,
      endedAt: reason ? now : undefined,
      refusals: 0,
      terminating: false,
      attempt: 1,
    };
  };
  return {
    execution: {
      id,
      executionType: request.executionType,
      purpose: request.purpose,
      status: 'PENDING',
      planId: plan.id,
      planName: plan.name,
      sessionId: request.sessionId,
      owner: plan.owner,
      entityRef: plan.entityRef,
      accountId: plan.accountId,
      region: plan.region,
      sourceRegion: plan.sourceRegion,
      pauseRequested: false,
      cancelRequested: false,
      correlationId: request.correlationId ?? randomUUID(),
      attempt: 1,
      requestedBy: request.requestedBy,
      acceptedDestroyed: inspection.destroys
        .map(({ recoveryInstanceId }) => recoveryInstanceId)
        .filter(lost => request.acceptDestroyed?.includes(lost)),
      planWaves: plan.waves,
      createdAt: now,
      updatedAt: now,
    },
    waves: plan.waves.map(wave => ({
      executionId: id,
      number: wave.number,
      name: wave.name,
      status: 'PENDING',
      pausePassed: false,
      expectedSeconds: expectedSeconds.get(wave.number),
    })),
    servers: inspection.waves.flatMap(({ wave, servers }) =>
      servers.map(resolved => server(wave, resolved)),
    ),
    jobs: [],
    actions: plan.waves.flatMap(wave => [
      ...wave.preActions.map((_, at) => newAction(id, wave, 'PRE', at, 1)),
      ...wave.postActions.map((_, at) => newAction(id, wave, 'POST', at, 1)),
    ]),
  };
}
