import { GetInstanceProfileCommand, IAMClient } from '@aws-sdk/client-iam';
import type { AwsCaller } from './AwsCaller';
import { AwsOperationError } from './AwsOperationError';
import type { Connection } from './Connection';
import type { Iam } from './types';

/** IAM of one account. */
export class DefaultIam implements Iam {
  readonly #client: IAMClient;
  readonly #call: AwsCaller;

  constructor(connection: Connection) {
    this.#client = connection.open(IAMClient);
    this.#call = connection.call;
  }

  async hasInstanceProfile(arn: string): Promise<boolean> {
    try {
      const { InstanceProfile } = await this.#call.read(
        'GetInstanceProfile',
        options =>
          this.#client.send(
            new GetInstanceProfileCommand({
              InstanceProfileName: arn.split('/').at(-1),
            }),
            options,
          ),
      );
      return InstanceProfile?.Arn === arn;
    } catch (error) {
      const code = error instanceof AwsOperationError && error.failure.code;
      if (code === 'NoSuchEntity' || code === 'NoSuchEntityException') {
        return false;
      }
      throw error;
    }
  }
}
