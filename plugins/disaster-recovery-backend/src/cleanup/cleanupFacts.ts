import type { SessionStatus } from '@internal/plugin-disaster-recovery-common';
import type { RecoveryInstance, SourceServer } from '../aws';

/** One machine of a session, as DRS and EC2 describe everything that belongs to it now. */
export interface CleanupServer {
  recoveryInstanceId: string;
  sourceServerId: string;
  hostname?: string;
  /** The recovery instance's record in the recovery region's DRS; absent once it is gone. */
  recoveryInstance?: RecoveryInstance;
  /** What failed back: the production machine. Absent when this machine did not fail back. */
  failback?: {
    instanceId: string;
    /** EC2's word for it; absent when EC2 knows no such instance. */
    ec2State?: string;
    /** Its record in the source region's DRS; absent once it is gone. */
    record?: RecoveryInstance;
  };
  /** A drill instance in the source region that DRS still has. */
  drill?: { instanceId: string; record: RecoveryInstance };
  /** The source server that replicates the recovery instance back, in the source region's DRS. */
  reversed?: SourceServer;
  /** The source server that the failover was launched from, in the recovery region's DRS. */
  original?: SourceServer;
  /** The source servers in the recovery region that replicate the failback instance now. */
  protecting: SourceServer[];
  /** The machine that the original source server names, as EC2 in the source region has it. */
  originalMachine?: { instanceId: string; ec2State?: string };
}

/** What a cleanup plan is made from. */
export interface CleanupFacts {
  session: {
    id: string;
    status: SessionStatus;
    accountId: string;
    recoveryRegion: string;
    sourceAccountId: string;
    sourceRegion: string;
  };
  servers: CleanupServer[];
  /** Instances that are some session's failback instance: none of them is ever terminated. */
  productionIds: ReadonlySet<string>;
  mirroredPlan?: { id: string; name: string; runningExecutionId?: string };
  mirroredGroups: { id: string; name: string }[];
  originalPlan?: { id: string; name: string };
  originalGroups: { id: string; name: string }[];
  deleteSourceServers: boolean;
  /** Why the state of the session stands against cleanup, if it does. */
  reasonAgainst?: string;
}
