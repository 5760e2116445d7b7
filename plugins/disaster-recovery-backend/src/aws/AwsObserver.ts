import type { FailureKind } from './callPolicy';

/** How one request ended. */
export type AwsCallOutcome = 'answered' | FailureKind;

/** Is told of every call to AWS. */
export interface AwsObserver {
  /** One request, of a call that may take several. */
  attempted(
    call: { service: string; operation: string; region: string },
    outcome: AwsCallOutcome,
    seconds: number,
  ): void;
  /** Around a whole call. */
  aroundCall<T>(
    call: {
      service: string;
      operation: string;
      accountId: string;
      region: string;
    },
    work: () => Promise<T>,
  ): Promise<T>;
}
