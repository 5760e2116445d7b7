import { ConflictError, InputError } from '@backstage/errors';
import {
  type ReleaseSourceServersInput,
  wasInstalledElsewhere,
} from '@internal/plugin-disaster-recovery-common';
import { isGone, type RecoveryInstance, type SourceServer } from '../aws';
import {
  type InstanceHolder,
  type InstanceRecord,
  type SessionRecord,
} from '../failover-sessions';

/**
 * The instances whose source servers are to be released, when the request alone does not stand against it.
 *
 * @throws InputError, ConflictError that name the instance
 */
export function releasedInstances(
  session: Pick<SessionRecord, 'name'>,
  instances: InstanceRecord[],
  input: ReleaseSourceServersInput,
): InstanceRecord[] {
  if (input.confirm !== session.name) {
    throw new InputError(
      `Releasing source servers deletes forward protection and its snapshots: confirm it with the session's name, '${session.name}'`,
    );
  }
  return [...new Set(input.instanceIds)].map(id => {
    const instance = instances.find(
      ({ recoveryInstanceId }) => recoveryInstanceId === id,
    );
    if (!instance) {
      throw new InputError(`Session ${session.name} has no instance ${id}`);
    }
    if (!wasInstalledElsewhere(instance)) {
      throw new ConflictError(
        `The installer did not refuse ${id} for having been installed to replicate elsewhere: its source server ${instance.sourceServerId} stays`,
      );
    }
    return instance;
  });
}

/**
 * Refuses to release a source server that protects another machine than the one that failed over, or a machine that serves
 * users now.
 *
 * @throws ConflictError that names the server and the machine
 */
export function refuseProtecting(
  instances: InstanceRecord[],
  servers: SourceServer[],
  listed: RecoveryInstance[],
  holders: InstanceHolder[],
): void {
  for (const instance of instances) {
    const { sourceServerId, recoveryInstanceId, originInstanceId } = instance;
    const server = servers.find(({ id }) => id === sourceServerId);
    const machine = server?.instanceId;
    const holder = holders.find(
      ({ instanceId, ec2State }) => instanceId === machine && !isGone(ec2State),
    );
    if (holder) {
      throw new ConflictError(
        `Source server ${sourceServerId} protects ${machine}, which session ${holder.sessionName} holds: it is not released`,
      );
    }
    if (machine && originInstanceId && machine !== originInstanceId) {
      throw new ConflictError(
        `Source server ${sourceServerId} protects ${machine} now, and not ${originInstanceId}, from which ${recoveryInstanceId} was launched: it is not released`,
      );
    }
    const other = listed.find(
      one =>
        one.sourceServerId === sourceServerId &&
        one.id !== recoveryInstanceId &&
        !isGone(one.ec2State),
    );
    if (other) {
      throw new ConflictError(
        `Source server ${sourceServerId} has another recovery instance, ${other.id}: terminate that first`,
      );
    }
  }
}
