import { ScheduledEvent } from '../clock/EventQueue';
import type { Fault } from '../control/faults';
import type { Ec2State, InstanceProfile } from '../ec2/types';
import type { DrsState } from '../drs/types';
import type { SsmState } from '../ssm/types';
import type { AccessState } from '../iam/types';
import type { LogsState } from '../logs/types';

/** Everything that one AWS account has in one region. */
export type RegionState = {
  account: string;
  region: string;
  drs: DrsState;
  ec2: Ec2State;
  ssm: SsmState;
  logs: LogsState;
};

export type AccountState = {
  id: string;
  name: string;
  /** By name; IAM is global. */
  instanceProfiles: Record<string, InstanceProfile>;
  regions: Record<string, RegionState>;
};

/** Who an access key belongs to. */
export type Principal = {
  account: string;
  /** ARN as sts:GetCallerIdentity gives it. */
  arn: string;
  userId: string;
};

/** Behavior that is not part of any one account. */
export type WorldSettings = {
  /** Seconds, simulated, until a new object shows up in describes: [least, most]. */
  consistencyLag: [number, number];
  /** Page size of DRS describes that name no maxResults. */
  drsPageSize: number;
  /** Whether participatingServers lose their recoveryInstanceID when a job completes. */
  forgetRecoveryInstanceIds: boolean;
  /** Whether DRS writes LAUNCH_END, an event its own model does not know. */
  writeLaunchEnd: boolean;
  /** Whether the Windows agent has the batch files that only some releases came with. */
  windowsBatchUninstaller: boolean;
  /** Multiplies the time of everything that an agent does. */
  agentSlowness: number;
  /** Simulated bytes a second of initial synchronization, for each server. */
  replicationBytesPerSecond: number;
  /** Minutes that the record of a terminated recovery instance lingers. */
  terminatedRecordMinutes: number;
};

/** The whole simulated world, as plain data: it can be saved, and read back. */
export type WorldState = {
  seed: number;
  /** Milliseconds since the epoch, simulated. */
  now: number;
  settings: WorldSettings;
  counters: Record<string, number>;
  accounts: Record<string, AccountState>;
  accessKeys: Record<string, Principal>;
  access: AccessState;
  /** Regions (`account/region`) whose instances are all down. */
  outages: Record<string, true>;
  faults: Fault[];
  events: ScheduledEvent[];
};
