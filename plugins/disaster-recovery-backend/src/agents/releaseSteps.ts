import { ConflictError } from '@backstage/errors';
import type { StepStatus } from '@internal/plugin-disaster-recovery-common';
import {
  AwsOperationError,
  type Drs,
  type RecoveryInstance,
  type SourceServer,
} from '../aws';
import type { InstanceRecord, OperationContext } from '../failover-sessions';

/** What is done to release a source server, in this order. */
export const RELEASE_STEPS = [
  {
    name: 'DISCONNECT_RECOVERY_INSTANCE',
    title: 'Disconnect the recovery instance from DRS; it goes on running',
  },
  {
    name: 'DISCONNECT_SOURCE_SERVER',
    title: 'Disconnect the source server; its forward protection ends',
  },
  {
    name: 'DELETE_SOURCE_SERVER',
    title: 'Delete the source server with its snapshots',
  },
] as const;

type ReleaseStep = (typeof RELEASE_STEPS)[number]['name'];

/** One source server that is released, as DRS describes it now. */
export interface Release {
  context: OperationContext;
  drs: Drs;
  instance: InstanceRecord;
  /** Undefined once it is deleted. */
  server: SourceServer | undefined;
  recoveryInstance: RecoveryInstance | undefined;
  now: Date;
  timeoutMs: number;
  recheck(): Promise<void>;
}

function stepOf({ context, instance }: Release, name: ReleaseStep) {
  return context.operation.steps.find(
    step => step.name === name && step.target === instance.recoveryInstanceId,
  );
}

async function save(
  { context, instance }: Release,
  name: ReleaseStep,
  status: StepStatus,
  message?: string,
): Promise<void> {
  const { title } = RELEASE_STEPS.find(step => step.name === name)!;
  await context.transaction(transaction =>
    context.saveStep(transaction, {
      target: instance.recoveryInstanceId,
      targetName: instance.hostname ?? instance.recoveryInstanceId,
      name,
      title,
      status,
      message,
    }),
  );
}

function saysItHasARecoveryInstance(error: unknown): boolean {
  return (
    error instanceof AwsOperationError &&
    error.failure.code === 'ConflictException' &&
    /recovery instance/i.test(error.failure.reason)
  );
}

/**
 * DRS refuses to disconnect a source server that has a recovery instance. A disconnected recovery instance may or may not
 * count: only if it does, its record is deleted as well, which takes from cleanup the means to terminate it through DRS.
 */
async function disconnectServer(release: Release): Promise<void> {
  const { drs, instance, recoveryInstance } = release;
  try {
    await drs.disconnectSourceServer(instance.sourceServerId);
  } catch (error) {
    if (!recoveryInstance || !saysItHasARecoveryInstance(error)) {
      throw error;
    }
    await drs.deleteRecoveryInstance(instance.recoveryInstanceId);
    await save(
      release,
      'DISCONNECT_SOURCE_SERVER',
      'IN_PROGRESS',
      `DRS's record of ${instance.recoveryInstanceId} had to be deleted: terminate the instance in EC2 when it is not needed any more.`,
    );
  }
}

/**
 * Does the next missing thing to release a source server; says whether it is gone.
 *
 * @throws ConflictError when it takes too long, or when it protects a live machine now; AwsOperationError
 */
export async function releaseNext(release: Release): Promise<boolean> {
  const { drs, instance, server, recoveryInstance, now, timeoutMs } = release;
  const first = stepOf(release, 'DISCONNECT_RECOVERY_INSTANCE');
  if (!server) {
    if (stepOf(release, 'DELETE_SOURCE_SERVER')?.status !== 'SUCCEEDED') {
      await save(release, 'DELETE_SOURCE_SERVER', 'SUCCEEDED', 'It is gone.');
    }
    return true;
  }
  if (
    first?.startedAt &&
    now.getTime() - Date.parse(first.startedAt) > timeoutMs
  ) {
    throw new ConflictError(
      `DRS still shows it as ${server.replication.state ?? 'unknown'}`,
    );
  }
  if (server.replication.state === 'DISCONNECTED') {
    await save(release, 'DISCONNECT_SOURCE_SERVER', 'SUCCEEDED');
    await save(release, 'DELETE_SOURCE_SERVER', 'IN_PROGRESS');
    await drs.deleteSourceServer(server.id);
    return false;
  }
  if (first?.status !== 'SUCCEEDED') {
    await save(release, 'DISCONNECT_RECOVERY_INSTANCE', 'IN_PROGRESS');
    await release.recheck();
    if (recoveryInstance) {
      await drs.disconnectRecoveryInstance(instance.recoveryInstanceId);
    }
    await save(release, 'DISCONNECT_RECOVERY_INSTANCE', 'SUCCEEDED');
  }
  await save(release, 'DISCONNECT_SOURCE_SERVER', 'IN_PROGRESS');
  await disconnectServer(release);
  return false;
}
