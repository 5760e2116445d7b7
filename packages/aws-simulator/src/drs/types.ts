import type { ServerReference } from '../agents/types';
import type { Tags } from '../ec2/types';
import type { Principal } from '../world/types';

export type ReplicationState =
  | 'STOPPED'
  | 'INITIATING'
  | 'INITIAL_SYNC'
  | 'BACKLOG'
  | 'CREATING_SNAPSHOT'
  | 'CONTINUOUS'
  | 'PAUSED'
  | 'RESCAN'
  | 'STALLED'
  | 'DISCONNECTED';

/** How far the replication of one source server is. Amounts between two events follow from the time. */
export type Replication = {
  state: ReplicationState;
  since: number;
  /** Expected length of the present state, in seconds, where it has one. */
  seconds?: number;
  /** Raised by each change, so that an event planned before it knows it is too late. */
  epoch: number;
  initiation?: { startedAt: number; stepSeconds: number[] };
  error?: { error: string; rawError?: string };
  /** Where to go on when a stall ends. */
  resume?: ReplicationState;
  /** Share of the disks that was copied when a stall came: 0 to 1. */
  copied: number;
  /** Whether all disks were once copied in full. */
  everSynced: boolean;
  /** First moment of which points in time exist. */
  snapshotsSince?: number;
  /** Last moment that is safe on the other side, while replication is behind. */
  consistentAt?: number;
  /** Seconds of lag at most in the present BACKLOG. */
  backlogSeconds?: number;
  /** A rescan that goes on while CONTINUOUS is already shown. */
  rescan?: { startedAt: number; seconds: number };
  /** When it was on its way to be in step, from its begin to its end. A world saved by an earlier release has none. */
  episodes?: { from: number; to?: number }[];
  /** When it was being stopped, from the call on, likewise: the last one without an end is at work. */
  stops?: { from: number; to?: number }[];
};

export type Disk = { deviceName: string; bytes: number };

export type LaunchConfiguration = {
  name: string;
  ec2LaunchTemplateID: string;
  launchDisposition: 'STOPPED' | 'STARTED';
  targetInstanceTypeRightSizingMethod: 'NONE' | 'BASIC' | 'IN_AWS';
  copyPrivateIp: boolean;
  copyTags: boolean;
  licensing: { osByol: boolean };
  postLaunchEnabled: boolean;
  launchIntoInstanceProperties?: { launchIntoEC2InstanceID?: string };
  recoveryMode?: string;
};

export type SourceServer = {
  id: string;
  account: string;
  region: string;
  tags: Tags;
  direction: 'FAILOVER' | 'FAILBACK';
  /** The instance whose disks are replicated. */
  machine: { account: string; region: string; instanceId: string };
  hostname: string;
  fqdn: string;
  os: string;
  originAvailabilityZone: string;
  instanceType: string;
  recommendedInstanceType: string;
  privateIps: string[];
  disks: Disk[];
  addedAt: number;
  visibleAt: number;
  firstByteAt?: number;
  replication: Replication;
  launchConfiguration: LaunchConfiguration;
  replicationConfiguration: Record<string, unknown>;
  recoveryInstanceId?: string;
  /** What was ever launched of it, from the first. */
  launchedInstanceIds?: string[];
  lastLaunch?: { at: number; jobId: string; type: string; status: string };
  /** The server of the opposite direction. */
  reversed?: ServerReference;
  /** The job that works on it now. */
  activeJobId?: string;
  launchCount: number;
};

export type RecoveryInstance = {
  /** Equals the id of its EC2 instance. */
  id: string;
  account: string;
  region: string;
  sourceServerId: string;
  jobId: string;
  isDrill: boolean;
  tags: Tags;
  pointInTime: number;
  originRegion: string;
  originAccount: string;
  originAvailabilityZone: string;
  createdAt: number;
  visibleAt: number;
  /** The source server that replicates it back, once reversed. */
  reversed?: ServerReference;
  failbackStartedAt?: number;
  failbackStopped?: boolean;
  disconnected?: boolean;
  failbackCompleted?: boolean;
  terminatedAt?: number;
  failbackConfiguration: Record<string, unknown>;
};

export type JobServer = {
  sourceServerId: string;
  recoveryInstanceId?: string;
  launchStatus:
    | 'PENDING'
    | 'IN_PROGRESS'
    | 'LAUNCHED'
    | 'FAILED'
    | 'TERMINATED';
  /** Whether this server has come to an end. */
  done: boolean;
  snapshotId?: string;
  /** What the launch will fail with; no reason where DRS gives none. */
  failure?: { reason?: string };
};

export type JobLogItem = {
  at: number;
  event: string;
  data?: Record<string, unknown>;
};

export type Job = {
  id: string;
  /** In whose name DRS works on it. */
  startedBy?: Principal;
  account: string;
  region: string;
  type: 'LAUNCH' | 'TERMINATE';
  initiatedBy: string;
  createdAt: number;
  endedAt?: number;
  status: 'PENDING' | 'STARTED' | 'COMPLETED';
  servers: JobServer[];
  isDrill: boolean;
  tags: Tags;
  log: JobLogItem[];
  visibleAt: number;
};

export type DrsState = {
  initialized: boolean;
  sourceServers: Record<string, SourceServer>;
  recoveryInstances: Record<string, RecoveryInstance>;
  jobs: Record<string, Job>;
  replicationTemplates: Record<string, Record<string, any>>;
  launchTemplates: Record<string, Record<string, any>>;
};
