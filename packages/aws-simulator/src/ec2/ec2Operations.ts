import { Operation, Operations } from '../Call';
import { AwsError } from '../wire/AwsError';
import { instanceOperations } from './instanceOperations';
import { launchTemplateOperations } from './launchTemplateOperations';
import { networkOperations } from './networkOperations';
import { otherOperations } from './otherOperations';

/** EC2 answers a dry run with an error, and does nothing. */
function unlessDryRun(operation: Operation): Operation {
  return {
    ...operation,
    handle: (input, call) => {
      if (input.DryRun === true) {
        throw new AwsError(
          'DryRunOperation',
          'Request would have succeeded, but DryRun flag is set.',
          { status: 412 },
        );
      }
      return operation.handle(input, call);
    },
  };
}

export const ec2Operations: Operations = Object.fromEntries(
  Object.entries({
    ...instanceOperations,
    ...launchTemplateOperations,
    ...networkOperations,
    ...otherOperations,
  }).map(([name, operation]) => [name, unlessDryRun(operation)]),
);
