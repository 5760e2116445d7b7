import type {
  ErrorDetails,
  ExecutionAction,
  ExecutionServer,
  ExecutionStatus,
  ExecutionType,
  ExecutionWaveStatus,
  Wave,
} from '@internal/plugin-disaster-recovery-common';

/** An execution as its row holds it. */
export interface ExecutionRecord {
  id: string;
  executionType: ExecutionType;
  purpose: 'FAILOVER' | 'FAILBACK';
  status: ExecutionStatus;
  planId: string;
  planName: string;
  sessionId?: string;
  owner?: string;
  entityRef?: string;
  accountId: string;
  region: string;
  sourceRegion: string;
  pauseReason?: string;
  pauseRequested: boolean;
  cancelRequested: boolean;
  lastError?: ErrorDetails;
  correlationId: string;
  attempt: number;
  requestedBy: string;
  acceptedDestroyed: string[];
  planWaves: Wave[];
  createdAt: Date;
  startedAt?: Date;
  endedAt?: Date;
  updatedAt: Date;
}

export interface WaveRecord {
  executionId: string;
  number: number;
  name: string;
  status: ExecutionWaveStatus;
  reason?: string;
  /** Someone resumed past the pause before it. */
  pausePassed: boolean;
  /** Median of past runs. */
  expectedSeconds?: number;
  startedAt?: Date;
  endedAt?: Date;
}

export interface ServerRecord {
  id: string;
  executionId: string;
  waveNumber: number;
  protectionGroupId: string;
  accountId: string;
  region: string;
  sourceServerId: string;
  hostname?: string;
  /** Its launch settings leave the instance stopped. */
  startsStopped: boolean;
  active: boolean;
  status: ExecutionServer['status'];
  stage?: ExecutionServer['stage'];
  reason?: string;
  error?: ErrorDetails;
  executionJobId?: string;
  jobId?: string;
  recoveryInstanceId?: string;
  /** The largest job that it may be part of, after a larger one was refused. */
  packSize?: number;
  /** How often DRS refused it alone. */
  refusals: number;
  /** The attempt for which its launch settings are applied. */
  settingsAttempt?: number;
  /** When a launched instance must have shown itself. */
  judgeBy?: Date;
  terminating: boolean;
  terminateBy?: Date;
  attempt: number;
  startedAt?: Date;
  endedAt?: Date;
}

export interface JobRecord {
  id: string;
  executionId: string;
  waveNumber: number;
  kind: 'LAUNCH' | 'TERMINATE';
  jobId?: string;
  /** PLANNED until DRS has answered. */
  status: 'PLANNED' | 'PENDING' | 'STARTED' | 'COMPLETED';
  serverCount: number;
  /** What a TERMINATE job terminates. */
  instanceIds?: string[];
  createdAt: Date;
  seenAt?: Date;
  logReadAt?: Date;
  /** When the last of its servers began to be converted, and to be launched. */
  convertingSince?: Date;
  launchingSince?: Date;
  startedAt?: Date;
  endedAt?: Date;
}

export interface ActionRecord {
  id: string;
  executionId: string;
  waveNumber: number;
  phase: 'PRE' | 'POST';
  position: number;
  attempt: number;
  name: string;
  kind: 'AUTOMATION' | 'COMMAND';
  documentName: string;
  status: ExecutionAction['status'];
  /** Runs only on what this attempt launched, after an earlier run that succeeded. */
  onlyAttempt?: number;
  instanceIds?: string[];
  ssmIds: string[];
  /** Invocations at the last look. */
  seen?: number;
  output?: string;
  error?: ErrorDetails;
  startedAt?: Date;
  endedAt?: Date;
}

/** An execution with all its parts. */
export interface ExecutionState {
  execution: ExecutionRecord;
  waves: WaveRecord[];
  servers: ServerRecord[];
  jobs: JobRecord[];
  actions: ActionRecord[];
}

const ENDED: readonly ExecutionStatus[] = [
  'COMPLETED',
  'PARTIAL',
  'FAILED',
  'CANCELLED',
];

/** Whether an execution has come to its end, until it is retried. */
export function isEnded(status: ExecutionStatus): boolean {
  return ENDED.includes(status);
}

/** The newest run of each action of a wave's phase, in order. */
export function latestActions(
  actions: ActionRecord[],
  waveNumber: number,
  phase: 'PRE' | 'POST',
): ActionRecord[] {
  const latest = new Map<number, ActionRecord>();
  for (const action of actions) {
    if (action.waveNumber === waveNumber && action.phase === phase) {
      const other = latest.get(action.position);
      if (!other || other.attempt < action.attempt) {
        latest.set(action.position, action);
      }
    }
  }
  return [...latest.values()].sort((a, b) => a.position - b.position);
}
