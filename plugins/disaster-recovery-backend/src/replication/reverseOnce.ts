import { AwsOperationError, type Drs } from '../aws';
import type { OperationContext } from '../failover-sessions';

/**
 * Calls ReverseReplication for a recovery instance, once however often it is asked for within an operation. After a lost
 * answer it looks for what the call left behind before it calls again.
 *
 * @param settle - the ARN of the source server that the call made or turned round, if there is one
 * @returns the ARN of the source server that replicates the other way
 * @throws AwsOperationError
 */
export async function reverseOnce(
  context: OperationContext,
  drs: Drs,
  recoveryInstanceId: string,
  settle: () => Promise<string | undefined>,
): Promise<string> {
  return context.intents.once(
    {
      key: `reverse-replication/${recoveryInstanceId}`,
      operation: 'ReverseReplication',
      correlationId: context.operation.correlationId,
      target: { recoveryInstanceId },
    },
    {
      perform: async () =>
        (await drs.reverseReplication(recoveryInstanceId))
          .reversedSourceServerArn,
      settle,
      outcomeUnknown: AwsOperationError.outcomeUnknown,
    },
  );
}
