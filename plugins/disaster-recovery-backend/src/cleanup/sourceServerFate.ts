import type { CleanupServer } from './cleanupFacts';
import { protectorMadeFromRecord, whyNotReturned } from './destructionGuard';

/** Whether a source server may be deleted from DRS, and why or why not. */
export interface SourceServerFate {
  mayDelete: boolean;
  reason: string;
}

function keep(reason: string): SourceServerFate {
  return { mayDelete: false, reason };
}

/** What may become of the source server that a failover was launched from. Decided from what DRS says of it now. */
export function originalFate(
  server: CleanupServer,
  isReProtected: boolean,
): SourceServerFate {
  const { original, failback, originalMachine } = server;
  if (!original) {
    return keep('DRS has it no more.');
  }
  if (!failback) {
    return keep('Its machine has not failed back.');
  }
  if (original.instanceId === failback.instanceId) {
    return keep(
      `It protects the failback instance ${failback.instanceId}: the next failover starts from it.`,
    );
  }
  if (!originalMachine || original.instanceId !== originalMachine.instanceId) {
    return keep(
      `It replicates ${
        original.instanceId ?? 'a machine that it does not name'
      }, which is not of this session.`,
    );
  }
  if (
    original.recoveryInstanceId !== undefined &&
    original.recoveryInstanceId !== server.recoveryInstanceId
  ) {
    return keep(
      `Another recovery instance, ${original.recoveryInstanceId}, was launched from it.`,
    );
  }
  if (
    originalMachine.ec2State !== undefined &&
    originalMachine.ec2State !== 'terminated'
  ) {
    return keep(
      `It protects the original machine ${originalMachine.instanceId}, which is ${originalMachine.ec2State}.`,
    );
  }
  const others = server.protecting.map(({ id }) => id).join(', ');
  return {
    mayDelete: true,
    reason:
      isReProtected && others !== ''
        ? `It protected the original machine, which is gone; ${others} protects the failback instance. Its recovery points are lost.`
        : 'It protected the original machine, which is gone. Its recovery points are lost, and the failback instance stays unprotected until its agent is installed anew.',
  };
}

/** What may become of the source server that replicated a recovery instance back. */
export function reversedFate(server: CleanupServer): SourceServerFate {
  const { reversed, failback } = server;
  if (!reversed) {
    return keep('DRS has it no more.');
  }
  const against = whyNotReturned(server);
  if (!failback || against) {
    return keep(`It still replicates its machine. ${against}`);
  }
  if (reversed.instanceId !== server.recoveryInstanceId) {
    return keep(
      `It replicates ${
        reversed.instanceId ?? 'a machine that it does not name'
      }, which is not of this session.`,
    );
  }
  if (protectorMadeFromRecord(server)) {
    return keep(
      `The failback instance ${failback.instanceId} was launched from it, and its record stays.`,
    );
  }
  if (
    reversed.recoveryInstanceId !== undefined &&
    reversed.recoveryInstanceId !== failback.instanceId &&
    reversed.recoveryInstanceId !== server.drill?.instanceId
  ) {
    return keep(
      `Another instance, ${reversed.recoveryInstanceId}, was launched from it.`,
    );
  }
  return {
    mayDelete: true,
    reason:
      'It replicated the recovery instance, which is terminated before. Its recovery points are lost.',
  };
}
