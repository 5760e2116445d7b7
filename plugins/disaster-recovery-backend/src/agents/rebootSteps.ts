import { AwsOperationError } from '../aws';
import type { AgentFacts } from './AgentFacts';
import type { AgentRun } from './AgentRun';
import { bootScript, readScriptOutput } from './agentScripts';
import type { StepTools } from './StepTools';

/** After so many requests without a reboot, another one will not help either. */
const REBOOT_REQUESTS = 3;

/** Asks EC2 for a reboot, once. */
export async function rebootStep(
  run: AgentRun,
  facts: AgentFacts,
  { context, regions, clock }: StepTools,
): Promise<void> {
  const number = run.work.state.reboots + 1;
  await context.intents.once(
    {
      key: `reboot/${run.id}/${number}`,
      operation: 'RebootInstances',
      correlationId: context.operation.correlationId,
      target: { instanceId: run.id },
    },
    {
      perform: async () => {
        await regions.recovery.ec2.rebootInstance(run.id);
        return { isCertain: true };
      },
      // EC2 does not tell of reboots. The next boot will, and if none comes EC2 is asked again.
      settle: async () => ({ isCertain: false }),
      outcomeUnknown: AwsOperationError.outcomeUnknown,
    },
  );
  run.remember({
    pingBeforeReboot: facts.managed.get(run.id)?.lastPingAt?.toISOString(),
    rebootRequestedAt: clock.now().toISOString(),
    reboots: number,
  });
  run.goTo('WAIT_FOR_SSM', 'EC2 reboots it.');
}

/** Whether SSM has heard from the instance since the last ping before the reboot. AWS's times only. */
function hasPingedSince(run: AgentRun, facts: AgentFacts): boolean {
  const managed = facts.managed.get(run.id);
  const { pingBeforeReboot } = run.work.state;
  return (
    managed?.pingStatus === 'Online' &&
    managed.lastPingAt !== undefined &&
    (pingBeforeReboot === undefined ||
      managed.lastPingAt.getTime() > Date.parse(pingBeforeReboot))
  );
}

/**
 * Waits until the instance is back. SSM shows a machine as online for minutes after it went down, so a ping newer than the
 * reboot is waited for; and since one may come between the request and the reboot, a boot that is another than before.
 */
export async function waitForRebootStep(
  run: AgentRun,
  facts: AgentFacts,
  tools: StepTools,
): Promise<void> {
  const { state } = run.work;
  if (!state.command && !hasPingedSince(run, facts)) {
    run.wait(
      `Waits for a ping newer than the one before the reboot; SSM says ${
        facts.managed.get(run.id)?.pingStatus ?? 'nothing'
      }.`,
    );
    return;
  }
  if (!state.bootId) {
    run.goTo('INSTALL_AGENT', 'It is back, by its newer ping.');
    return;
  }
  const script = bootScript(run.platform);
  const ended = await tools.commands.run(run, () => ({
    purpose: 'boot',
    documentName: script.documentName,
    parameters: { commands: script.commands, executionTimeout: ['60'] },
  }));
  if (!ended) {
    return;
  }
  tools.commands.forget(run);
  const { bootId } = readScriptOutput(ended.stdout);
  if (ended.succeeded && bootId !== state.bootId) {
    run.goTo(
      'INSTALL_AGENT',
      bootId
        ? 'It is back, in a new boot.'
        : 'It is back, by its newer ping; the command said nothing.',
    );
    return;
  }
  run.wait('SSM reaches it, and it has not rebooted yet.');
  rebootAgainIfLost(run, ended.succeeded, tools);
}

/** A request whose answer was lost may never have reached EC2. Only a machine that is known not to have rebooted is asked again. */
function rebootAgainIfLost(
  run: AgentRun,
  isSameBoot: boolean,
  { limits, clock }: StepTools,
): void {
  const { rebootRequestedAt, reboots } = run.work.state;
  const waitedMs = clock.now().getTime() - Date.parse(rebootRequestedAt ?? '');
  if (isSameBoot && waitedMs > limits.patienceMs && reboots < REBOOT_REQUESTS) {
    run.rebootAgain();
  }
}
