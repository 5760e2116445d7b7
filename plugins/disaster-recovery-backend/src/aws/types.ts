import type {
  AccountRegion,
  LaunchDisposition,
  RightSizingMethod,
} from '@internal/plugin-disaster-recovery-common';
import type { LogEntry } from './batchLogEntries';
import type { Ssm } from './ssmTypes';

export type * from './ssmTypes';

// Times are told by the portal's clock, so that they can be compared with its own and with each other.

/** How far DRS has come in replicating one machine. Bytes summed over its disks; seconds. */
export interface DataReplication {
  /** DRS's own state, for example CONTINUOUS; a recovery instance also has NOT_STARTED. */
  state?: string;
  lagSeconds?: number;
  etaAt?: Date;
  totalBytes: number;
  replicatedBytes: number;
  rescannedBytes: number;
  backlogBytes: number;
  disks: {
    deviceName?: string;
    totalBytes: number;
    replicatedBytes: number;
    rescannedBytes: number;
    backlogBytes: number;
  }[];
  initiationSteps: { name: string; status: string }[];
  error?: { code: string; rawError?: string };
}

/** A DRS source server: what is replicated, and how well. */
export interface SourceServer {
  id: string;
  arn: string;
  hostname?: string;
  fqdn?: string;
  /** The EC2 instance whose disks are replicated. */
  instanceId?: string;
  platform?: 'LINUX' | 'WINDOWS';
  tags: Record<string, string>;
  /** FAILBACK when ReverseReplication made it. */
  replicationDirection?: 'FAILOVER' | 'FAILBACK';
  originAccountId?: string;
  originRegion?: string;
  /** The recovery instance that is linked now; it blocks disconnecting. */
  recoveryInstanceId?: string;
  /** Goes stale across cycles: never key on it. */
  reversedSourceServerArn?: string;
  lastLaunchJobId?: string;
  agentVersion?: string;
  recommendedInstanceType?: string;
  privateIps: string[];
  replication: DataReplication;
}

/** A DRS recovery instance. Its id is that of its EC2 instance. */
export interface RecoveryInstance {
  id: string;
  arn: string;
  /** Upper case, for example RUNNING or TERMINATED. */
  ec2State?: string;
  sourceServerId: string;
  jobId?: string;
  isDrill: boolean;
  originEnvironment?: 'AWS' | 'ON_PREMISES';
  originRegion?: string;
  agentLastSeenAt?: Date;
  failbackState?: string;
  hostname?: string;
  platform?: 'LINUX' | 'WINDOWS';
  tags: Record<string, string>;
  pointInTime?: Date;
  replication: DataReplication;
}

export interface DrsJob {
  id: string;
  type?: string;
  initiatedBy?: string;
  status: 'PENDING' | 'STARTED' | 'COMPLETED';
  createdAt?: Date;
  endedAt?: Date;
  /** `recoveryInstanceId` may be missing even when launched. A COMPLETED job can hold FAILED servers. */
  servers: {
    sourceServerId: string;
    recoveryInstanceId?: string;
    launchStatus?: string;
  }[];
  tags: Record<string, string>;
}

export interface DrsJobLogItem {
  at?: Date;
  /** Not validated: real logs hold events that the model lacks. */
  event: string;
  sourceServerId?: string;
  targetInstanceId?: string;
  conversionServerId?: string;
  rawError?: string;
}

/** The part of the launch settings that DRS itself keeps; the network is in the EC2 launch template. */
export interface DrsLaunchConfiguration {
  sourceServerId: string;
  name?: string;
  launchTemplateId?: string;
  launchDisposition?: LaunchDisposition;
  rightSizingMethod?: RightSizingMethod;
  copyPrivateIp?: boolean;
  copyTags?: boolean;
  osByol?: boolean;
}

/** DRS in one account and region. Lists are paged and batched inside. */
export interface Drs {
  /** Whether DRS is initialized here. */
  isInitialized(): Promise<boolean>;
  /**
   * All source servers; those with the ids; or, where machines are given, those that replicate one of them and those with the
   * ids. DRS cannot be asked for machines: all are read then, and what is not wanted takes no room.
   */
  listSourceServers(filter?: {
    ids?: string[];
    instanceIds?: string[];
  }): Promise<SourceServer[]>;
  listRecoveryInstances(filter: {
    ids?: string[];
    sourceServerIds?: string[];
  }): Promise<RecoveryInstance[]>;
  /** Newest first. */
  listJobs(filter: { ids?: string[]; since?: Date }): Promise<DrsJob[]>;
  listJobLog(jobId: string): Promise<DrsJobLogItem[]>;
  /** Whether at least one point in time of the server can be launched. */
  hasRecoverySnapshot(sourceServerId: string): Promise<boolean>;
  getLaunchConfiguration(
    sourceServerId: string,
  ): Promise<DrsLaunchConfiguration>;
  updateLaunchConfiguration(
    configuration: Omit<DrsLaunchConfiguration, 'launchTemplateId' | 'name'>,
  ): Promise<DrsLaunchConfiguration>;
  /** Up to 100 servers. Never retried by itself: use an intent. */
  startRecovery(request: {
    sourceServerIds: string[];
    isDrill: boolean;
    tags?: Record<string, string>;
  }): Promise<DrsJob>;
  /** Never retried by itself: use an intent. */
  reverseReplication(
    recoveryInstanceId: string,
  ): Promise<{ reversedSourceServerArn: string }>;
  startReplication(sourceServerId: string): Promise<void>;
  stopReplication(sourceServerId: string): Promise<void>;
  /** Lets DRS try again where replication is STALLED; refused in any other state. */
  retryDataReplication(sourceServerId: string): Promise<void>;
  stopFailback(recoveryInstanceId: string): Promise<void>;
  /** Never retried by itself: use an intent. */
  terminateRecoveryInstances(ids: string[]): Promise<DrsJob>;
  disconnectRecoveryInstance(id: string): Promise<void>;
  /** Forgets the record; the EC2 instance stays. */
  deleteRecoveryInstance(id: string): Promise<void>;
  disconnectSourceServer(id: string): Promise<void>;
  deleteSourceServer(id: string): Promise<void>;
  tagResource(arn: string, tags: Record<string, string>): Promise<void>;
}

export interface Ec2Instance {
  id: string;
  /** Lower case as EC2 has it, for example running. */
  state: string;
  subnetId?: string;
  vpcId?: string;
  securityGroupIds: string[];
  instanceProfileArn?: string;
  instanceType?: string;
  privateIp?: string;
  launchedAt?: Date;
  platform: 'LINUX' | 'WINDOWS';
  tags: Record<string, string>;
}

/** What the default version of a launch template says of where and how to launch. */
export interface LaunchTemplateSettings {
  launchTemplateId: string;
  version: number;
  subnetId?: string;
  securityGroupIds?: string[];
  instanceProfileArn?: string;
  instanceProfileName?: string;
  instanceType?: string;
  privateIp?: string;
}

/** What a new default version of a launch template has that is not in the one before. */
export type LaunchTemplateChange = Partial<
  Omit<LaunchTemplateSettings, 'launchTemplateId' | 'version'>
> & {
  /** Takes a fixed private address out. */
  clearPrivateIp?: boolean;
};

/** EC2 in one account and region. */
export interface Ec2 {
  /** Those that exist; unknown ids are left out of the answer, not an error. */
  listInstances(ids: string[]): Promise<Ec2Instance[]>;
  /** Asynchronous: success means queued. Never retried by itself: use an intent. */
  rebootInstance(id: string): Promise<void>;
  getDefaultLaunchTemplate(
    launchTemplateId: string,
  ): Promise<LaunchTemplateSettings>;
  /**
   * The same of many templates at once, by id, by reading through those of the region. Where the region has so many that
   * asking one by one takes fewer calls it stops: what it did not come upon is left out.
   */
  findDefaultLaunchTemplates(
    launchTemplateIds: string[],
  ): Promise<Map<string, LaunchTemplateSettings>>;
  /** Writes a new version from the default one, with these settings changed, and makes it the default. */
  updateDefaultLaunchTemplate(
    launchTemplateId: string,
    change: LaunchTemplateChange,
  ): Promise<LaunchTemplateSettings>;
  /** Those of the ids that exist, with their VPC. */
  listSubnets(
    ids: string[],
  ): Promise<
    { id: string; vpcId: string; cidr: string; availabilityZone?: string }[]
  >;
  listSecurityGroups(ids: string[]): Promise<{ id: string; vpcId: string }[]>;
  /** Whether the region offers the type. */
  offersInstanceType(instanceType: string): Promise<boolean>;
}

/** Instance profiles of one account. */
export interface Iam {
  /** Whether there is an instance profile with this ARN. @throws AwsOperationError */
  hasInstanceProfile(arn: string): Promise<boolean>;
}

/** What the portal does in CloudWatch Logs. */
export interface Logs {
  /**
   * Appends entries to a stream; the group and the stream are made when they are missing.
   *
   * @throws AwsOperationError
   */
  put(
    logGroupName: string,
    logStreamName: string,
    entries: LogEntry[],
  ): Promise<void>;
}

/** One account and region of AWS. */
export interface AwsRegion extends AccountRegion {
  readonly drs: Drs;
  readonly ec2: Ec2;
  readonly ssm: Ssm;
  readonly iam: Iam;
  readonly logs: Logs;
}

/** The door to AWS: clients by account and region, with the portal's own credentials for each account. */
export interface Aws {
  in(target: AccountRegion): AwsRegion;
}
