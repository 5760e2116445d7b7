import { agentSeconds } from '../agents/agentLifecycle';
import { installAgent } from '../agents/installAgent';
import { scriptHost } from '../agents/scriptHost';
import { takeFault } from '../control/faults';
import { Instance } from '../ec2/types';
import { runScript } from '../scripts/runScript';
import { World } from '../world/World';
import { INSTALL_DOCUMENT } from './amazonDocuments';
import { Command, DocumentStep, SsmDocument } from './types';

/** What a step will have come to when it ends. */
export type StepOutcome = {
  seconds: number;
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Agent installation has its effect, and its outcome, only at the end. */
  installs?: boolean;
  /** The machine reboots when the step ends. */
  rebootsAfter?: boolean;
  /** The machine rebooted in the middle of the script. */
  rebootedItself?: boolean;
  timedOut?: boolean;
  hangs?: boolean;
};

/** The steps of a document that run on an instance; the others are skipped. */
export function runsOn(step: DocumentStep, instance: Instance): boolean {
  return (
    step.platform === undefined ||
    step.platform.toLowerCase() === instance.platform
  );
}

function scriptOutcome(
  world: World,
  instance: Instance,
  command: Command,
): StepOutcome {
  const script = (command.parameters.commands ?? []).join('\n');
  const result = runScript(script, scriptHost(world, instance), world.now);
  const limit = Number(command.parameters.executionTimeout?.[0] ?? 3600);
  const timedOut = result.seconds > limit;
  const isRebootCode =
    result.exitCode === (instance.platform === 'windows' ? 3010 : 194);
  return {
    seconds: Math.min(result.seconds, limit),
    exitCode: timedOut ? 137 : result.exitCode,
    stdout: result.stdout,
    stderr: result.stderr,
    rebootsAfter: isRebootCode && !timedOut,
    rebootedItself: result.rebooted,
    timedOut,
  };
}

/** Works out what a step does on an instance that begins with it now. */
export function beginStep(
  world: World,
  instance: Instance,
  command: Command,
  document: SsmDocument,
  step: DocumentStep,
): StepOutcome {
  const place = {
    account: instance.account,
    region: instance.region,
    operation: command.documentName,
    resourceIds: [instance.id, command.documentName],
  };
  const failure = takeFault(world, 'commandFails', place);
  const hangs = takeFault(world, 'commandHangs', place) !== undefined;
  if (failure || hangs) {
    return {
      seconds: failure?.seconds ?? 5,
      exitCode: 1,
      stdout: '',
      stderr: failure?.message ?? 'failed to run commands: exit status 1\n',
      hangs,
    };
  }
  if (document.name === INSTALL_DOCUMENT) {
    return {
      seconds: agentSeconds(world, instance, `install:${command.id}`, 180, 600),
      exitCode: 0,
      stdout: '',
      stderr: '',
      installs: true,
    };
  }
  if (
    document.name === 'AWS-RunShellScript' ||
    document.name === 'AWS-RunPowerShellScript'
  ) {
    return scriptOutcome(world, instance, command);
  }
  const [least, most] = step.seconds ?? [5, 30];
  return {
    seconds: world.seconds(
      `step:${command.id}:${instance.id}:${step.name}`,
      least,
      most,
    ),
    exitCode: 0,
    stdout: `${step.name} on ${instance.hostname} succeeded\n`,
    stderr: '',
  };
}

/** What an install step has come to, now that it ends. */
export function endInstall(
  world: World,
  instance: Instance,
  command: Command,
): { exitCode: number; stdout: string; stderr: string } {
  return installAgent(world, instance, {
    region: command.parameters.Region?.[0] ?? instance.region,
    tags: command.parameters.Tags?.[0] ?? '',
  });
}
