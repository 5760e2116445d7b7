import { hasEnded } from '../aws';
import type { CleanupFacts, CleanupServer } from './cleanupFacts';

/** Whether DRS has a recovery instance that is, or may still be, there. */
export function isThere(
  instance: { ec2State?: string } | undefined,
): instance is { ec2State?: string } {
  return instance !== undefined && !hasEnded(instance.ec2State);
}

/** Why a machine does not count as back in the source region; undefined when its failback instance runs there. */
export function whyNotReturned({
  failback,
  reversed,
}: CleanupServer): string | undefined {
  if (!failback) {
    return 'It has not failed back: it is the machine that serves.';
  }
  const { instanceId, ec2State, record } = failback;
  if (record?.isDrill) {
    return `DRS says that ${instanceId} was launched for a drill: it has not failed back.`;
  }
  if (record && reversed && record.sourceServerId !== reversed.id) {
    return `DRS says that ${instanceId} was launched from ${record.sourceServerId}, and not from ${reversed.id}, which replicates this machine.`;
  }
  return ec2State === 'running'
    ? undefined
    : `Its failback instance ${instanceId} is ${
        ec2State ?? 'unknown to EC2'
      }, not running.`;
}

/**
 * Why a recovery instance must not be terminated now; undefined when it may be.
 *
 * @remarks
 * The destruction guard: asked of fresh facts before every termination, so that no sequence of calls, retries and changes
 * in the world can destroy a machine that serves. It wants every fact to be there, and takes none for granted.
 */
export function reasonAgainstTermination(
  recoveryInstanceId: string,
  facts: CleanupFacts,
): string | undefined {
  const server = facts.servers.find(
    candidate => candidate.recoveryInstanceId === recoveryInstanceId,
  );
  if (!server) {
    return 'It does not belong to this session.';
  }
  if (facts.productionIds.has(recoveryInstanceId)) {
    return 'It is a failback instance: it is the machine that serves.';
  }
  const record = server.recoveryInstance;
  if (!record || record.id !== recoveryInstanceId) {
    return 'DRS has no record of it.';
  }
  if (record.isDrill) {
    return 'DRS says that it is a drill instance, which no failover launched.';
  }
  if (record.sourceServerId !== server.sourceServerId) {
    return `DRS says that it was launched from ${record.sourceServerId}, and the session from ${server.sourceServerId}.`;
  }
  return whyNotReturned(server);
}

/** Why a drill instance of the failback must not be terminated now; undefined when it may be. */
export function reasonAgainstDrillTermination(
  instanceId: string,
  facts: CleanupFacts,
): string | undefined {
  const server = facts.servers.find(
    candidate => candidate.drill?.instanceId === instanceId,
  );
  if (!server?.drill) {
    return 'It does not belong to this session.';
  }
  if (facts.productionIds.has(instanceId)) {
    return 'It is a failback instance: it is the machine that serves.';
  }
  const { record } = server.drill;
  if (!record.isDrill) {
    return 'DRS says that it is not a drill instance.';
  }
  return record.sourceServerId === server.reversed?.id
    ? undefined
    : `DRS says that it was launched from ${record.sourceServerId}, which is not this session's.`;
}

/**
 * The source server, if there is one, that protects the failback instance and was made from its record.
 *
 * @remarks
 * After a reinstall, protection does not return to the original source server: DRS makes another one from the record of
 * the failback instance, refuses to delete the record while that one replicates, and would have nothing to protect
 * without it.
 */
export function protectorMadeFromRecord({
  failback,
  protecting,
}: CleanupServer) {
  return failback?.record
    ? protecting.find(
        ({ replicationDirection }) => replicationDirection === 'FAILBACK',
      )
    : undefined;
}

/**
 * Why the record of a failback instance must not be deleted from DRS now; undefined when it may be. Deleting it leaves
 * the machine alone, and takes from DRS the means to terminate it.
 */
export function reasonAgainstRecordDeletion(
  instanceId: string,
  facts: CleanupFacts,
): string | undefined {
  const server = facts.servers.find(
    candidate => candidate.failback?.instanceId === instanceId,
  );
  if (!server?.failback?.record) {
    return 'It does not belong to this session.';
  }
  const protector = protectorMadeFromRecord(server);
  if (protector) {
    return `${protector.id} in ${facts.session.recoveryRegion} protects the machine and was made from this record.`;
  }
  return whyNotReturned(server);
}
