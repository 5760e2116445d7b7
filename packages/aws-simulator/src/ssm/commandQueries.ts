import { Operations, read } from '../Call';
import { AwsError } from '../wire/AwsError';
import { UNFINISHED } from './invocations';
import { invalidToken } from './nodeOperations';
import { Command } from './types';
import { viewCommand, viewInvocation } from './viewCommand';

function matchesFilters(
  command: Command,
  status: string,
  filters: { key: string; value: string }[] | undefined,
): boolean {
  return (filters ?? []).every(({ key, value }) => {
    switch (key) {
      case 'InvokedAfter':
        return command.requestedAt >= Date.parse(value);
      case 'InvokedBefore':
        return command.requestedAt < Date.parse(value);
      case 'Status':
        return status === value;
      case 'DocumentName':
        return command.documentName === value;
      default:
        return true;
    }
  });
}

function isoDate(time: number | undefined): string {
  return time === undefined ? '' : new Date(time).toISOString();
}

function elapsed(from: number | undefined, to: number | undefined): string {
  return from === undefined || to === undefined
    ? ''
    : `PT${((to - from) / 1000).toFixed(3)}S`;
}

export const commandQueries: Operations = {
  GetCommandInvocation: read((input, call) => {
    const command = call.state.ssm.commands[input.CommandId];
    const invocation = command?.invocations[input.InstanceId];
    if (!invocation || invocation.visibleAt > call.now) {
      throw new AwsError('InvocationDoesNotExist', '');
    }
    // Details need the name of a plugin, unless there is only one.
    const plugin = input.PluginName
      ? invocation.plugins.find(item => item.name === input.PluginName)
      : invocation.plugins.length === 1 && invocation.plugins[0];
    if (plugin === undefined) {
      throw new AwsError('InvalidPluginName', 'The plugin name is not valid.');
    }
    const part = plugin || undefined;
    const isDone = !UNFINISHED.includes(part?.status ?? invocation.status);
    return {
      CommandId: command.id,
      InstanceId: invocation.instanceId,
      Comment: command.comment,
      DocumentName: command.documentName,
      DocumentVersion: command.documentVersion,
      PluginName: part?.name ?? '',
      ResponseCode: part?.responseCode ?? -1,
      ExecutionStartDateTime: isoDate(part?.startedAt ?? invocation.startedAt),
      ExecutionElapsedTime: elapsed(
        part?.startedAt ?? invocation.startedAt,
        part?.endedAt ?? invocation.endedAt,
      ),
      ExecutionEndDateTime: isoDate(part?.endedAt ?? invocation.endedAt),
      Status: part?.status ?? invocation.status,
      StatusDetails: part?.statusDetails ?? invocation.statusDetails,
      StandardOutputContent: isDone
        ? (part?.stdout ?? '').slice(0, 24_000)
        : '',
      StandardOutputUrl: '',
      StandardErrorContent: isDone ? (part?.stderr ?? '').slice(0, 8_000) : '',
      StandardErrorUrl: '',
      CloudWatchOutputConfig: {
        CloudWatchLogGroupName: '',
        CloudWatchOutputEnabled: false,
      },
    };
  }),

  ListCommandInvocations: read((input, call) => {
    const all = Object.values(call.state.ssm.commands)
      .filter(command => !input.CommandId || command.id === input.CommandId)
      .flatMap(command =>
        Object.values(command.invocations).map(invocation => ({
          command,
          invocation,
        })),
      )
      .filter(
        ({ command, invocation }) =>
          invocation.visibleAt <= call.now &&
          (!input.InstanceId || invocation.instanceId === input.InstanceId) &&
          matchesFilters(command, invocation.status, input.Filters),
      )
      .reverse();
    const page = call.page(
      all,
      item => `${item.command.id}/${item.invocation.instanceId}`,
      {
        token: input.NextToken,
        size: input.MaxResults ?? 50,
        query: [input.CommandId, input.InstanceId, input.Filters],
        invalidToken,
      },
    );
    const { instances } = call.state.ec2;
    return {
      CommandInvocations: page.items.map(({ command, invocation }) =>
        viewInvocation(
          command,
          invocation,
          input.Details ?? false,
          instances[invocation.instanceId]?.hostname ?? '',
        ),
      ),
      NextToken: page.nextToken,
    };
  }),

  ListCommands: read((input, call) => {
    const all = Object.values(call.state.ssm.commands)
      .filter(
        command =>
          (!input.CommandId || command.id === input.CommandId) &&
          (!input.InstanceId || input.InstanceId in command.invocations) &&
          matchesFilters(
            command,
            String(viewCommand(command).Status),
            input.Filters,
          ),
      )
      .reverse();
    const page = call.page(all, command => command.id, {
      token: input.NextToken,
      size: input.MaxResults ?? 50,
      query: [input.CommandId, input.InstanceId, input.Filters],
      invalidToken,
    });
    return {
      Commands: page.items.map(viewCommand),
      NextToken: page.nextToken,
    };
  }),
};
