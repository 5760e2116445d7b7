import type {
  AwsCredentialProvider,
  AwsCredentialsManager,
} from '@backstage/integration-aws-node';
import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import { AwsOperationError } from './AwsOperationError';
import type { SdkError } from './callPolicy';
import { toAwsFailure } from './toAwsFailure';

type Credentials = Awaited<
  ReturnType<AwsCredentialProvider['sdkCredentialProvider']>
>;

/** The code of a failure that no answer of AWS caused: the portal's configuration holds no credentials for the account. */
export const NO_CREDENTIALS = 'NoCredentials';

function withoutCredentials(
  error: SdkError,
  target: AccountRegion,
): AwsOperationError {
  const failure = toAwsFailure(error, {
    service: 'sts',
    operation: 'AssumeRole',
    kind: 'read',
    ...target,
  });
  const isOfConfiguration =
    error.name === 'CredentialsProviderError' ||
    (error.$metadata === undefined && error.code === undefined);
  return new AwsOperationError(
    {
      ...failure,
      ...(isOfConfiguration && { code: NO_CREDENTIALS, retryable: false }),
      reason: `the portal has no credentials for account ${target.accountId}: ${
        isOfConfiguration ? error.message : failure.reason
      }`,
    },
    error,
  );
}

/**
 * The portal's own credentials for each account, as its `aws:` configuration says: keys, a profile, a role to be assumed
 * from the main account.
 */
export class AccountCredentials {
  readonly #manager: AwsCredentialsManager;
  readonly #providers = new Map<string, Promise<AwsCredentialProvider>>();

  constructor(manager: AwsCredentialsManager) {
    this.#manager = manager;
  }

  /** What an SDK client takes: asked when a request is signed, and again when what it gave expires. */
  for(target: AccountRegion): () => Promise<Credentials> {
    return async () => {
      try {
        const provider = await this.#provider(target.accountId);
        return await provider.sdkCredentialProvider();
      } catch (error) {
        throw withoutCredentials(error as SdkError, target);
      }
    };
  }

  #provider(accountId: string): Promise<AwsCredentialProvider> {
    const known = this.#providers.get(accountId);
    if (known) {
      return known;
    }
    const provider = this.#manager.getCredentialProvider({ accountId });
    this.#providers.set(accountId, provider);
    // An account that could not be found out is asked for again.
    provider.catch(() => this.#providers.delete(accountId));
    return provider;
  }
}
