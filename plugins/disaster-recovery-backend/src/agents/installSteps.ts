import type { AgentFacts } from './AgentFacts';
import type { AgentRun } from './AgentRun';
import type { StepTools } from './StepTools';

/** Runs the document that installs the agent, and keeps what it said. */
export async function installStep(
  run: AgentRun,
  tools: StepTools,
): Promise<void> {
  const ended = await tools.commands.run(run, async () => ({
    purpose: 'install',
    ...(await tools.installer()),
  }));
  if (!ended) {
    return;
  }
  const { stdout, stderr } = ended;
  run.show({ output: { stdout, stderr }, ssmStatus: ended.status });
  if (ended.succeeded) {
    run.goTo('VERIFY_SOURCE_SERVER', 'The installer succeeded.');
  } else {
    tools.failCommand(run, `The agent of ${run.name} was not installed`, ended);
  }
}

/** Finds the source server that the agent registered, by the instance whose disks it replicates. */
export function verifyStep(
  run: AgentRun,
  facts: AgentFacts,
  { context }: StepTools,
): void {
  const { sourceRegion } = context.session;
  const server = facts.registered.get(run.id);
  if (!server) {
    run.wait(`DRS in ${sourceRegion} does not list it yet.`);
    return;
  }
  run.keep({
    reversedSourceServerId: server.id,
    reversedSourceServerArn: server.arn,
  });
  run.progress = { ...run.progress, reversedSourceServerId: server.id };
  run.succeed(`It is source server ${server.id} in ${sourceRegion}.`);
}
