import { takeFault } from '../control/faults';
import { isUp, reboot } from '../ec2/machine';
import { Instance } from '../ec2/types';
import { World } from '../world/World';
import { documentOf } from './documents';
import { isReachable } from './nodes';
import { beginStep, endInstall, runsOn, StepOutcome } from './plugins';
import { Command, Invocation, InvocationStatus, PluginResult } from './types';

type InvocationEvent = {
  account: string;
  region: string;
  commandId: string;
  instanceId: string;
  epoch: number;
};
type FinishEvent = InvocationEvent & {
  step: number;
  boot: number;
  outcome: StepOutcome;
};

type Work = {
  command: Command;
  invocation: Invocation;
  instance: Instance | undefined;
};

function workOf(world: World, event: InvocationEvent): Work | undefined {
  const { ssm, ec2 } = world.region(event.account, event.region);
  const command = ssm.commands[event.commandId];
  const invocation = command?.invocations[event.instanceId];
  return invocation && invocation.epoch === event.epoch
    ? { command, invocation, instance: ec2.instances[event.instanceId] }
    : undefined;
}

export const UNFINISHED: InvocationStatus[] = [
  'Pending',
  'InProgress',
  'Delayed',
  'Cancelling',
];

/** Largest number of `limit` ("10" or "25%") of `count` things. */
function amount(limit: string, count: number): number {
  return limit.endsWith('%')
    ? Math.floor((count * Number.parseInt(limit, 10)) / 100)
    : Number(limit);
}

/** Starts as many of the waiting invocations of a command as its concurrency and errors allow. */
export function startWaiting(
  world: World,
  owner: { account: string; region: string },
  command: Command,
): void {
  const all = Object.values(command.invocations);
  const failed = all.filter(item =>
    ['Failed', 'TimedOut'].includes(item.status),
  );
  const waiting = all.filter(
    item => item.status === 'Pending' && item.epoch === 0,
  );
  if (failed.length > amount(command.maxErrors, all.length)) {
    waiting.forEach(item => end(world, item, 'Cancelled', 'Terminated'));
    return;
  }
  const active = all.filter(
    item => item.epoch > 0 && UNFINISHED.includes(item.status),
  ).length;
  const room = Math.max(1, amount(command.maxConcurrency, all.length)) - active;
  for (const invocation of waiting.slice(0, Math.max(0, room))) {
    invocation.epoch = 1;
    world.schedule(
      world.seconds(`deliver:${command.id}:${invocation.instanceId}`, 1, 2),
      'ssm.deliver',
      {
        ...owner,
        commandId: command.id,
        instanceId: invocation.instanceId,
        epoch: 1,
      } satisfies InvocationEvent,
    );
  }
}

function end(
  world: World,
  invocation: Invocation,
  status: InvocationStatus,
  details: string,
): void {
  invocation.status = status;
  invocation.statusDetails = details;
  invocation.endedAt = world.now;
  invocation.epoch += 1;
  for (const plugin of invocation.plugins) {
    if (UNFINISHED.includes(plugin.status)) {
      plugin.status = status;
      plugin.statusDetails = details;
      plugin.endedAt = world.now;
    }
  }
}

/** The command reaches the instance, when that listens; otherwise it waits until it expires. */
export function onDeliver(world: World, event: InvocationEvent): void {
  const work = workOf(world, event);
  if (!work) return;
  const { command, invocation, instance } = work;
  if (!instance || !isReachable(instance)) {
    if (world.now >= command.expiresAt) {
      end(world, invocation, 'TimedOut', 'DeliveryTimedOut');
      startWaiting(world, event, command);
      return;
    }
    if (invocation.runs === 0 && world.now - command.requestedAt > 60_000) {
      invocation.status = 'Delayed';
      invocation.statusDetails = 'Delayed';
    }
    world.schedule(5, 'ssm.deliver', event);
    return;
  }
  invocation.status = 'InProgress';
  invocation.statusDetails = 'InProgress';
  invocation.startedAt ??= world.now;
  invocation.runs += 1;
  begin(world, event, work, 0);
}

function begin(
  world: World,
  event: InvocationEvent,
  work: Work,
  step: number,
): void {
  const { command, invocation } = work;
  const instance = work.instance!;
  const document = documentOf(world, event, command.documentName)!;
  const definition = document.steps[step];
  const plugin = invocation.plugins[step];
  if (!definition) {
    const failed = invocation.plugins.some(item => item.status === 'Failed');
    end(
      world,
      invocation,
      failed ? 'Failed' : 'Success',
      failed ? 'Failed' : 'Success',
    );
    startWaiting(world, event, command);
    return;
  }
  plugin.startedAt = world.now;
  if (!runsOn(definition, instance)) {
    const name = instance.platform === 'windows' ? 'Windows' : 'Linux';
    finishPlugin(world, plugin, 'Success', 0, {
      stdout: `Step execution skipped due to unsatisfied preconditions: '"StringEquals": [platformType, ${definition.platform}]', the platform is ${name}. Step name: ${definition.name}\n`,
      stderr: '',
    });
    begin(world, event, work, step + 1);
    return;
  }
  plugin.status = 'InProgress';
  plugin.statusDetails = 'InProgress';
  const outcome = beginStep(world, instance, command, document, definition);
  if (outcome.rebootedItself) {
    // Nobody is left to tell SSM how it ended: the command stays in progress until it expires.
    world.schedule(outcome.seconds, 'ssm.reboot', {
      ...event,
      boot: instance.bootCount,
    });
  } else if (!outcome.hangs) {
    world.schedule(outcome.seconds, 'ssm.finish', {
      ...event,
      step,
      boot: instance.bootCount,
      outcome,
    } satisfies FinishEvent);
  }
  const limit = Number(command.parameters.executionTimeout?.[0] ?? 3600);
  world.schedule(limit + 30, 'ssm.expire', event);
}

function finishPlugin(
  world: World,
  plugin: PluginResult,
  status: InvocationStatus,
  code: number,
  output: { stdout: string; stderr: string },
): void {
  plugin.status = status;
  plugin.statusDetails = status;
  plugin.responseCode = code;
  plugin.endedAt = world.now;
  plugin.stdout = output.stdout;
  plugin.stderr = output.stderr;
}

export function onFinish(world: World, event: FinishEvent): void {
  const work = workOf(world, event);
  const instance = work?.instance;
  // A machine that went away in the middle never reports; the command expires.
  if (
    !work ||
    !instance ||
    instance.bootCount !== event.boot ||
    !isUp(instance)
  )
    return;
  const { invocation, command } = work;
  const plugin = invocation.plugins[event.step];
  if (event.outcome.rebootsAfter && invocation.runs < 10) {
    reboot(world, instance);
    world.schedule(10, 'ssm.deliver', { ...event });
    return;
  }
  const result = event.outcome.installs
    ? endInstall(world, instance, command)
    : event.outcome;
  const isEmpty = takeFault(world, 'emptyOutput', {
    account: event.account,
    region: event.region,
    resourceIds: [event.instanceId, command.documentName, command.id],
  });
  const output = isEmpty ? { stdout: '', stderr: '' } : result;
  if (event.outcome.timedOut) {
    finishPlugin(world, plugin, 'TimedOut', 137, output);
    plugin.statusDetails = 'ExecutionTimedOut';
    end(world, invocation, 'TimedOut', 'ExecutionTimedOut');
    startWaiting(world, event, command);
    return;
  }
  const status = result.exitCode === 0 ? 'Success' : 'Failed';
  const stderr =
    status === 'Failed' && !isEmpty && !output.stderr && !event.outcome.installs
      ? `failed to run commands: exit status ${result.exitCode}\n`
      : output.stderr;
  finishPlugin(world, plugin, status, result.exitCode, {
    stdout: output.stdout,
    stderr,
  });
  if (status === 'Failed') {
    end(world, invocation, 'Failed', 'Failed');
    startWaiting(world, event, command);
    return;
  }
  begin(world, event, work, event.step + 1);
}

/** A script rebooted its machine. */
export function onReboot(
  world: World,
  event: InvocationEvent & { boot: number },
): void {
  const { ec2 } = world.region(event.account, event.region);
  const instance = ec2.instances[event.instanceId];
  if (instance && instance.bootCount === event.boot) reboot(world, instance);
}

export function onExpire(world: World, event: InvocationEvent): void {
  const work = workOf(world, event);
  if (!work || !UNFINISHED.includes(work.invocation.status)) return;
  end(world, work.invocation, 'TimedOut', 'ExecutionTimedOut');
  startWaiting(world, event, work.command);
}

/** Cancels what has not ended. */
export function cancel(
  world: World,
  command: Command,
  instanceIds: string[],
): void {
  for (const id of instanceIds) {
    const invocation = command.invocations[id];
    if (invocation && UNFINISHED.includes(invocation.status)) {
      end(world, invocation, 'Cancelled', 'Cancelled');
    }
  }
}
