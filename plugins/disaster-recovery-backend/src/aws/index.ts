export * from './types';
export { AwsOperationError, type AwsFailure } from './AwsOperationError';
export type { CallCounter } from './CallCounter';
export type { CloudWatchLogs } from './CloudWatchLogs';
export type { LogEntry } from './batchLogEntries';
export { DefaultAws } from './DefaultAws';
export { toErrorDetails } from './toErrorDetails';
export { urgently } from './urgency';
export type { AwsCallOutcome, AwsObserver } from './AwsObserver';
