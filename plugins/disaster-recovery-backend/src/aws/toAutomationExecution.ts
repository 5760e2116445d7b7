import type { AutomationExecution as SsmAutomationExecution } from '@aws-sdk/client-ssm';
import type { AutomationExecution } from './types';

/** SSM adds statuses over time: one that is not known to go on is an end. */
const GOES_ON = new Set([
  'Pending',
  'InProgress',
  'Waiting',
  'Cancelling',
  'PendingApproval',
  'Approved',
  'Scheduled',
  'RunbookInProgress',
  'PendingChangeCalendarOverride',
  'ChangeCalendarOverrideApproved',
]);

/** Reads an execution of an Automation document. */
export function toAutomationExecution(
  id: string,
  execution: SsmAutomationExecution,
): AutomationExecution {
  const status = execution.AutomationExecutionStatus ?? 'Pending';
  return {
    id,
    status,
    failureMessage: execution.FailureMessage,
    outputs: execution.Outputs ?? {},
    ended: !GOES_ON.has(status),
    succeeded: status === 'Success' || status === 'CompletedWithSuccess',
  };
}
