import { AwsOperationError, toErrorDetails } from '../aws';
import type { AgentFacts } from './AgentFacts';
import type { AgentRun } from './AgentRun';
import { installStep, verifyStep } from './installSteps';
import { rebootStep, waitForRebootStep } from './rebootSteps';
import type { StepTools } from './StepTools';
import { uninstallStep } from './uninstallStep';

/**
 * Does the next missing thing on an instance whose turn it is. An answer of AWS that stays the same fails this instance alone.
 *
 * @throws AwsOperationError that may pass
 */
export async function advanceInstance(
  run: AgentRun,
  facts: AgentFacts,
  tools: StepTools,
): Promise<void> {
  try {
    if (run.stepAgeMs > tools.limits.stepTimeoutMs) {
      await timeOut(run, facts, tools);
    } else {
      await advance(run, facts, tools);
    }
  } catch (error) {
    if (!AwsOperationError.isFinal(error)) {
      throw error;
    }
    failRefused(run, error, tools);
  }
}

/** Fails an instance for what AWS has refused, and will refuse again. */
export function failRefused(
  run: AgentRun,
  error: AwsOperationError,
  tools: StepTools,
): void {
  tools.fail(
    run,
    toErrorDetails(error, {
      message: `The agent of ${run.name} was not replaced: ${error.message}`,
    }),
  );
}

async function advance(
  run: AgentRun,
  facts: AgentFacts,
  tools: StepTools,
): Promise<void> {
  if (run.step === 'UNINSTALL_AGENT') {
    await uninstallStep(run, tools);
  }
  if (run.step === 'REBOOT') {
    await rebootStep(run, facts, tools);
  } else if (run.step === 'WAIT_FOR_SSM') {
    await waitForRebootStep(run, facts, tools);
  }
  if (run.step === 'INSTALL_AGENT') {
    await installStep(run, tools);
  } else if (run.step === 'VERIFY_SOURCE_SERVER') {
    verifyStep(run, facts, tools);
  }
}

async function timeOut(
  run: AgentRun,
  facts: AgentFacts,
  tools: StepTools,
): Promise<void> {
  const invocation = facts.invocations.get(run.id);
  await tools.commands.cancel(run);
  const minutes = Math.ceil(tools.limits.stepTimeoutMs / 60_000);
  const current = run.progress.steps.find(({ name }) => name === run.step);
  const ping = facts.managed.get(run.id)?.pingStatus ?? 'nothing of it';
  tools.fail(run, {
    message: `The agent of ${run.name} was not replaced: '${current?.title}' took longer than ${minutes} min.`,
    code: 'STEP_TIMED_OUT',
    reason: invocation
      ? `The SSM command is still ${invocation.status}.`
      : current?.message ?? `SSM says ${ping}.`,
    remedy:
      'See in EC2 and Fleet Manager whether the instance runs and answers, and try again.',
    output: invocation && {
      stdout: invocation.stdout,
      stderr: invocation.stderr,
    },
  });
}
