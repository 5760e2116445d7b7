import { Call, Operations, write } from '../Call';
import { AwsError } from '../wire/AwsError';
import { checkParameters, documentOf } from './documents';
import { cancel, startWaiting } from './invocations';
import { isManaged } from './nodes';
import { Command, Invocation, PluginResult, SsmDocument } from './types';
import { viewCommand } from './viewCommand';

function invalidInstances(call: Call, ids: string[]): AwsError {
  return new AwsError(
    'InvalidInstanceId',
    `Instances [[${ids.join(', ')}]] not in a valid state for account ${
      call.account
    }`,
  );
}

function commandDocument(call: Call, input: Record<string, any>): SsmDocument {
  const document = documentOf(call.world, call, input.DocumentName);
  if (!document || document.type !== 'Command') {
    throw new AwsError(
      'InvalidDocument',
      `Document with name ${input.DocumentName} does not exist.`,
    );
  }
  const version = input.DocumentVersion ?? '$DEFAULT';
  const exists =
    ['$DEFAULT', '$LATEST', ''].includes(version) ||
    (Number(version) >= 1 && Number(version) <= Number(document.version));
  if (!exists) {
    throw new AwsError(
      'InvalidDocumentVersion',
      `Document version ${version} does not exist for document ${document.name}.`,
    );
  }
  return document;
}

/** The instances that a command is for; one bad id fails the whole call. */
function targetIds(call: Call, input: Record<string, any>): string[] {
  const ids: string[] = input.InstanceIds ?? [];
  if (new Set(ids).size !== ids.length) {
    throw new AwsError('DuplicateInstanceId', 'Instance IDs must be unique.');
  }
  const { instances } = call.state.ec2;
  const isValid = (id: string) =>
    instances[id] !== undefined && isManaged(call.world, instances[id]);
  const targets: { Key: string; Values: string[] }[] = input.Targets ?? [];
  const fromTargets = Object.values(instances)
    .filter(
      instance =>
        targets.length > 0 &&
        targets.every(target =>
          target.Key === 'InstanceIds'
            ? target.Values.includes(instance.id)
            : target.Values.includes(
                instance.tags[target.Key.replace(/^tag:/, '')],
              ),
        ),
    )
    .map(instance => instance.id)
    .filter(isValid);
  const wrong = ids.filter(id => !isValid(id));
  if (wrong.length > 0) throw invalidInstances(call, wrong);
  if (ids.length === 0 && targets.length === 0)
    throw invalidInstances(call, []);
  return ids.length > 0 ? ids : fromTargets;
}

function assertPlatform(
  call: Call,
  document: SsmDocument,
  ids: string[],
): void {
  for (const id of ids) {
    const { platform } = call.state.ec2.instances[id];
    const name = platform === 'windows' ? 'Windows' : 'Linux';
    if (!document.platforms.includes(name)) {
      throw new AwsError(
        'UnsupportedPlatformType',
        `The document ${document.name} does not support the platform type of ${id}: ${name}.`,
      );
    }
  }
}

function newInvocation(
  call: Call,
  commandId: string,
  instanceId: string,
  document: SsmDocument,
): Invocation {
  return {
    instanceId,
    status: 'Pending',
    statusDetails: 'Pending',
    plugins: document.steps.map(
      (step): PluginResult => ({
        name: step.name,
        status: 'Pending',
        statusDetails: 'Pending',
        responseCode: -1,
        stdout: '',
        stderr: '',
      }),
    ),
    visibleAt: call.world.visibleAt(`${commandId}:${instanceId}`),
    epoch: 0,
    runs: 0,
  };
}

function commandOf(call: Call, id: string): Command {
  const command = call.state.ssm.commands[id];
  if (!command) throw new AwsError('InvalidCommandId', '');
  return command;
}

export const commandOperations: Operations = {
  SendCommand: write((input, call) => {
    const document = commandDocument(call, input);
    const parameters = checkParameters(
      document,
      input.Parameters ?? {},
      'InvalidParameters',
    );
    const ids = targetIds(call, input);
    assertPlatform(call, document, ids);
    const id = call.world.random.uuid(`command:${call.world.count('command')}`);
    const timeoutSeconds = input.TimeoutSeconds ?? 3600;
    const command: Command = {
      id,
      documentName: document.name,
      documentVersion: input.DocumentVersion ?? '$DEFAULT',
      parameters,
      comment: input.Comment ?? '',
      requestedAt: call.now,
      expiresAt: call.now + timeoutSeconds * 1000,
      timeoutSeconds,
      targets: input.Targets ?? [],
      instanceIds: input.InstanceIds ?? [],
      maxConcurrency: input.MaxConcurrency ?? '50',
      maxErrors: input.MaxErrors ?? '0',
      invocations: {},
    };
    for (const instanceId of ids) {
      command.invocations[instanceId] = newInvocation(
        call,
        id,
        instanceId,
        document,
      );
    }
    call.state.ssm.commands[id] = command;
    startWaiting(
      call.world,
      { account: call.account, region: call.region },
      command,
    );
    return { Command: viewCommand(command) };
  }),

  CancelCommand: write((input, call) => {
    const command = commandOf(call, input.CommandId);
    cancel(
      call.world,
      command,
      input.InstanceIds?.length
        ? input.InstanceIds
        : Object.keys(command.invocations),
    );
  }),
};
