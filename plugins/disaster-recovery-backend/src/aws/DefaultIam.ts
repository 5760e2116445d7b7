import type { IAM } from '@aws-sdk/client-iam';
import type { AwsCaller } from './AwsCaller';
import { AwsOperationError } from './AwsOperationError';
import type { Connection } from './Connection';
import type { Iam } from './types';

/** IAM of one account. */
export class DefaultIam implements Iam {
  readonly #client: () => Promise<IAM>;
  readonly #call: AwsCaller;

  constructor(connection: Connection) {
    this.#client = connection.open(
      async () => (await import('@aws-sdk/client-iam')).IAM,
    );
    this.#call = connection.call;
  }

  async hasInstanceProfile(arn: string): Promise<boolean> {
    try {
      const { InstanceProfile } = await this.#call.read(
        'GetInstanceProfile',
        async options =>
          (
            await this.#client()
          ).getInstanceProfile(
            {
              InstanceProfileName: arn.split('/').at(-1),
            },
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
