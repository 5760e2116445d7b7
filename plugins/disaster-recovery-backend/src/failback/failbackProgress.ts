import type {
  Execution,
  ExecutionServer,
  SessionInstance,
} from '@internal/plugin-disaster-recovery-common';
import type { RecoveryInstance } from '../aws';
import type { InstanceRecord } from '../failover-sessions';

export type FailbackProgress = NonNullable<SessionInstance['failback']>;

/** What a launch has made of an instance so far, and how far a failback launch is with it. */
export interface LaunchFacts {
  execution: Execution;
  /** Recovery instances in the source region, as DRS lists them now; empty while nobody has asked. */
  launched: RecoveryInstance[];
}

function findLaunched(
  server: ExecutionServer,
  { execution, launched }: LaunchFacts,
): RecoveryInstance | undefined {
  const isDrill = execution.executionType === 'DRILL';
  return (
    launched.find(({ id }) => id === server.recoveryInstanceId) ??
    // Jobs of DRS may end without naming their instances: the instance names its source server and its job.
    launched.find(
      one =>
        server.recoveryInstanceId === undefined &&
        one.sourceServerId === server.sourceServerId &&
        one.jobId === server.jobId &&
        one.isDrill === isDrill,
    )
  );
}

/** How one instance fares in a failback or drill launch; undefined when the launch is not about it. */
export function failbackProgress(
  instance: Pick<InstanceRecord, 'reversedSourceServerId'>,
  facts: LaunchFacts,
): FailbackProgress | undefined {
  const { execution } = facts;
  const server = execution.servers.find(
    one => one.sourceServerId === instance.reversedSourceServerId,
  );
  if (!server) {
    return undefined;
  }
  const observed = findLaunched(server, facts);
  // What a failed launch left behind is nobody's machine: a retry may replace it.
  const failbackInstanceId =
    server.status === 'LAUNCHED' || server.status === 'TERMINATED'
      ? server.recoveryInstanceId ?? observed?.id
      : undefined;
  return {
    status: server.status,
    executionId: execution.id,
    sourceServerId: server.sourceServerId,
    ...(failbackInstanceId && { failbackInstanceId }),
    ...(server.reason && { reason: server.reason }),
    ...(observed?.ec2State && { ec2State: observed.ec2State }),
  };
}

/** Whether two progresses say the same. A state that was not asked for again stays as it was. */
export function isSameProgress(
  before: FailbackProgress | undefined,
  now: FailbackProgress,
): boolean {
  return (
    before !== undefined &&
    before.status === now.status &&
    before.executionId === now.executionId &&
    before.sourceServerId === now.sourceServerId &&
    before.failbackInstanceId === now.failbackInstanceId &&
    before.reason === now.reason &&
    (now.ec2State === undefined || before.ec2State === now.ec2State)
  );
}
