import type {
  Execution,
  ExecutionSummary,
} from '@internal/plugin-disaster-recovery-common';
import { executionActions } from './executionActions';
import { expectedEnd, expectedEnds } from './expectedTimes';
import {
  type ActionRecord,
  type ExecutionRecord,
  type ExecutionState,
  isEnded,
  latestActions,
  type ServerRecord,
  type WaveRecord,
} from './records';

const RETRYABLE = ['FAILED', 'SKIPPED', 'CANCELLED'];

/** Servers that a retry takes up. */
export function retryableServers(servers: ServerRecord[]): ServerRecord[] {
  return servers.filter(server => RETRYABLE.includes(server.status));
}

/** The newest runs of actions, of those that did not succeed. */
export function retryableActions(state: ExecutionState): ActionRecord[] {
  return state.waves.flatMap(wave =>
    (['PRE', 'POST'] as const).flatMap(phase =>
      latestActions(state.actions, wave.number, phase).filter(
        action => action.status !== 'SUCCEEDED',
      ),
    ),
  );
}

function iso(date: Date | undefined): string | undefined {
  return date?.toISOString();
}

function count(servers: { status: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of servers) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

function timed(execution: ExecutionRecord, waves: WaveRecord[]) {
  const dependencies = new Map(
    execution.planWaves.map(wave => [wave.number, wave.dependsOn]),
  );
  return waves.map(wave => ({
    ...wave,
    dependsOn: dependencies.get(wave.number) ?? [],
  }));
}

/** An execution as lists show it. */
export function showSummary(
  execution: ExecutionRecord,
  serverCounts: Record<string, number>,
  waves: WaveRecord[],
): ExecutionSummary {
  const { acceptedDestroyed, planWaves, cancelRequested, ...shown } = execution;
  const begin = execution.startedAt ?? execution.createdAt;
  return {
    ...shown,
    serverCounts,
    createdAt: execution.createdAt.toISOString(),
    startedAt: iso(execution.startedAt),
    endedAt: iso(execution.endedAt),
    expectedEndAt: isEnded(execution.status)
      ? undefined
      : iso(expectedEnd(timed(execution, waves), begin)),
    updatedAt: execution.updatedAt.toISOString(),
  };
}

function showWaves(state: ExecutionState): Execution['waves'] {
  const { execution } = state;
  const waves = timed(execution, state.waves);
  const ends = isEnded(execution.status)
    ? new Map<number, Date>()
    : expectedEnds(waves, execution.startedAt ?? execution.createdAt);
  return waves.map(wave => ({
    number: wave.number,
    name: wave.name,
    dependsOn: wave.dependsOn,
    status: wave.status,
    reason: wave.reason,
    serverCounts: count(
      state.servers.filter(server => server.waveNumber === wave.number),
    ),
    startedAt: iso(wave.startedAt),
    endedAt: iso(wave.endedAt),
    expectedEndAt: wave.endedAt ? undefined : iso(ends.get(wave.number)),
  }));
}

function showServer(server: ServerRecord): Execution['servers'][number] {
  const { id, waveNumber, protectionGroupId, sourceServerId, hostname } =
    server;
  return {
    id,
    waveNumber,
    protectionGroupId,
    sourceServerId,
    hostname,
    status: server.status,
    stage: server.stage,
    reason: server.reason,
    error: server.error,
    jobId: server.jobId,
    recoveryInstanceId: server.recoveryInstanceId,
    attempt: server.attempt,
    startedAt: iso(server.startedAt),
    endedAt: iso(server.endedAt),
  };
}

function showAction(action: ActionRecord): Execution['actionRuns'][number] {
  const { id, waveNumber, phase, position, name, kind, documentName } = action;
  return {
    id,
    waveNumber,
    phase,
    position,
    name,
    kind,
    documentName,
    status: action.status,
    ssmId: action.ssmIds.length > 0 ? action.ssmIds.join(', ') : undefined,
    output: action.output,
    error: action.error,
    startedAt: iso(action.startedAt),
    endedAt: iso(action.endedAt),
  };
}

function showJobs(state: ExecutionState): Execution['jobs'] {
  return state.jobs.flatMap(job =>
    job.kind === 'LAUNCH' && job.jobId && job.status !== 'PLANNED'
      ? [
          {
            jobId: job.jobId,
            waveNumber: job.waveNumber,
            status: job.status,
            serverCount: job.serverCount,
            startedAt: iso(job.startedAt),
            endedAt: iso(job.endedAt),
          },
        ]
      : [],
  );
}

/** An execution with its waves, servers, actions and jobs, and what one may do with it. */
export function showExecution(state: ExecutionState): Execution {
  const { execution, servers } = state;
  return {
    ...showSummary(execution, count(servers), state.waves),
    waves: showWaves(state),
    servers: servers.map(showServer),
    actionRuns: state.actions.map(showAction),
    jobs: showJobs(state),
    planWaves: execution.planWaves,
    actions: executionActions({
      status: execution.status,
      pauseRequested: execution.pauseRequested,
      wavePaused: state.waves.some(wave => wave.status === 'PAUSED'),
      retryable:
        retryableServers(servers).length + retryableActions(state).length,
      launched: servers.filter(
        server => server.status === 'LAUNCHED' && server.recoveryInstanceId,
      ).length,
      terminating: servers.some(server => server.terminating),
      heldBySession:
        execution.executionType === 'RECOVERY' &&
        execution.sessionId !== undefined,
    }),
  };
}
