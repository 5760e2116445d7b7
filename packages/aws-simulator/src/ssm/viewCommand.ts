import { Command, Invocation, InvocationStatus } from './types';
import { UNFINISHED } from './invocations';

/** Status of a command as a whole. */
function statusOf(command: Command): { Status: string; StatusDetails: string } {
  const all = Object.values(command.invocations);
  const has = (status: InvocationStatus) =>
    all.some(item => item.status === status);
  const pick = (): string => {
    if (all.every(item => item.status === 'Pending')) return 'Pending';
    if (all.some(item => UNFINISHED.includes(item.status))) return 'InProgress';
    if (has('Failed')) return 'Failed';
    if (has('TimedOut')) return 'TimedOut';
    return has('Cancelled') ? 'Cancelled' : 'Success';
  };
  const Status = pick();
  return { Status, StatusDetails: Status };
}

/** A command as SendCommand and ListCommands show it. */
export function viewCommand(command: Command): Record<string, unknown> {
  const all = Object.values(command.invocations);
  return {
    CommandId: command.id,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    Comment: command.comment,
    ExpiresAfter: command.expiresAt,
    Parameters: command.parameters,
    InstanceIds: command.instanceIds,
    Targets: command.targets,
    RequestedDateTime: command.requestedAt,
    ...statusOf(command),
    OutputS3BucketName: '',
    OutputS3KeyPrefix: '',
    MaxConcurrency: command.maxConcurrency,
    MaxErrors: command.maxErrors,
    TargetCount: all.length,
    CompletedCount: all.filter(item => !UNFINISHED.includes(item.status))
      .length,
    ErrorCount: all.filter(item => item.status === 'Failed').length,
    DeliveryTimedOutCount: all.filter(
      item => item.statusDetails === 'DeliveryTimedOut',
    ).length,
    TimeoutSeconds: command.timeoutSeconds,
  };
}

/** An invocation as ListCommandInvocations shows it. */
export function viewInvocation(
  command: Command,
  invocation: Invocation,
  withDetails: boolean,
  instanceName: string,
): Record<string, unknown> {
  return {
    CommandId: command.id,
    InstanceId: invocation.instanceId,
    InstanceName: instanceName,
    Comment: command.comment,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    RequestedDateTime: command.requestedAt,
    Status: invocation.status,
    StatusDetails: invocation.statusDetails,
    StandardOutputUrl: '',
    StandardErrorUrl: '',
    CommandPlugins: withDetails
      ? invocation.plugins.map(plugin => ({
          Name: plugin.name,
          Status: plugin.status,
          StatusDetails: plugin.statusDetails,
          ResponseCode: plugin.responseCode,
          ResponseStartDateTime: plugin.startedAt,
          ResponseFinishDateTime: plugin.endedAt,
          Output: `${plugin.stdout}${
            plugin.stderr ? `\n----------ERROR-------\n${plugin.stderr}` : ''
          }`.slice(0, 2500),
          StandardOutputUrl: '',
          StandardErrorUrl: '',
        }))
      : [],
  };
}
