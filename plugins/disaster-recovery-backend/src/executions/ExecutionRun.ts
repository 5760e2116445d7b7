import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { FailureLogEntry } from '../audit';
import { AwsOperationError, type AwsRegion } from '../aws';
import type { Dependencies } from '../dependencies';
import type { ReconcileContext } from '../engine';
import type { ProtectionGroups } from '../protection-groups';
import type { ExecutionStore } from './ExecutionStore';
import type { LaunchGuards } from './LaunchGuards';
import type { ExecutionState } from './records';

/** What the steps of an execution work with. */
export type StepDependencies = Pick<
  Dependencies,
  'aws' | 'audit' | 'config' | 'clock'
> & {
  store: ExecutionStore;
  groups: ProtectionGroups;
  guards: LaunchGuards;
};

/** One run on one execution: its state as it was read last, and what the run may do. */
export interface ExecutionRun {
  readonly context: ReconcileContext;
  readonly state: ExecutionState;
}

/** Whether nothing new may begin: a pause or the end was asked for. */
export function isHeld({ state: { execution } }: ExecutionRun): boolean {
  return execution.pauseRequested || execution.cancelRequested;
}

/** The account and region in which an execution launches. */
export function regionOf(
  { aws }: Pick<StepDependencies, 'aws'>,
  { state: { execution } }: ExecutionRun,
): AwsRegion {
  return aws.in(execution);
}

/** An error as it is kept with an execution, a server or an action. */
export function errorDetails(
  { state: { execution } }: ExecutionRun,
  error: unknown,
  message?: string,
): ErrorDetails {
  const { correlationId } = execution;
  return error instanceof AwsOperationError
    ? error.toDetails({ at: new Date(), message, correlationId })
    : {
        message:
          message ?? (error instanceof Error ? error.message : String(error)),
        correlationId,
        at: new Date().toISOString(),
      };
}

/** Logs what has failed in an execution, in the transaction of what that changes. */
export function logFailure(
  { audit }: Pick<StepDependencies, 'audit'>,
  { execution }: Pick<ExecutionState, 'execution'>,
  transaction: Knex.Transaction,
  failure: Pick<FailureLogEntry, 'operation' | 'resourceIds' | 'error'>,
): Promise<void> {
  return audit.failure(transaction, {
    executionId: execution.id,
    sessionId: execution.sessionId,
    correlationId: execution.correlationId,
    attempt: execution.attempt,
    ...failure,
  });
}
