import type { AgentRun } from './AgentRun';
import { readScriptOutput, STILL_THERE, uninstallScript } from './agentScripts';
import type { StepTools } from './StepTools';

const RESTARTED =
  'It has been restarted since its agent was uninstalled, in an earlier attempt.';

/**
 * Uninstalls whatever agent there is, and waits until it is really gone. An instance that has been restarted since that was
 * done in an earlier attempt needs no other reboot.
 */
export async function uninstallStep(
  run: AgentRun,
  tools: StepTools,
): Promise<void> {
  const script = uninstallScript(run.platform);
  const ended = await tools.commands.run(run, () => ({
    purpose: 'uninstall',
    documentName: script.documentName,
    parameters: {
      commands: script.commands,
      executionTimeout: [tools.timeoutSeconds],
    },
  }));
  if (!ended) {
    return;
  }
  const { stdout, stderr } = ended;
  run.show({ output: { stdout, stderr }, ssmStatus: ended.status });
  if (ended.responseCode === STILL_THERE) {
    tools.commands.forget(run);
    run.wait('The uninstaller has not removed the agent yet');
    return;
  }
  if (!ended.succeeded) {
    tools.failCommand(
      run,
      `The agent of ${run.name} was not uninstalled`,
      ended,
    );
    return;
  }
  const { bootId, agent } = readScriptOutput(stdout);
  const before = run.work.state.uninstalledInBoot;
  const wasRestarted =
    agent === 'absent' &&
    bootId !== undefined &&
    before !== undefined &&
    before !== bootId;
  run.remember({ bootId });
  if (wasRestarted) {
    run.goTo('INSTALL_AGENT', 'There is no agent any more.', {
      whySkipped: RESTARTED,
    });
    return;
  }
  if (agent !== 'absent') {
    run.remember({ uninstalledInBoot: bootId ?? 'unknown' });
  }
  run.goTo(
    'REBOOT',
    agent === 'absent'
      ? 'There was no agent.'
      : 'The agent and its directory are gone.',
  );
}
