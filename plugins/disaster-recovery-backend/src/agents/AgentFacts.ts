import {
  type Aws,
  type AwsRegion,
  type CommandInvocation,
  type Ec2Instance,
  type ManagedInstance,
  serversOfMachines,
  type SourceServer,
} from '../aws';
import type { OperationContext } from '../failover-sessions';
import type { AgentRun } from './AgentRun';

/** What AWS says of all instances that are worked on, asked once for a look at all of them. */
export interface AgentFacts {
  managed: Map<string, ManagedInstance>;
  machines: Map<string, Ec2Instance>;
  /** Source servers of the source region, by the instance whose disks they replicate. */
  registered: Map<string, SourceServer>;
  /** What became of the command that was sent to an instance last, by instance. */
  invocations: Map<string, CommandInvocation>;
}

/** Whether a source server still stands for its machine. */
function isConnected(server: SourceServer): boolean {
  return (
    server.replication.state !== 'DISCONNECTED' &&
    server.replication.state !== 'STOPPED'
  );
}

/** One call for each command, however many instances it was sent to. */
async function listInvocations(
  runs: AgentRun[],
  { ssm }: AwsRegion,
): Promise<CommandInvocation[]> {
  const byCommand = new Map<string, string[]>();
  for (const { id, work } of runs) {
    if (work.state.command) {
      const { commandId } = work.state.command;
      byCommand.set(commandId, [...(byCommand.get(commandId) ?? []), id]);
    }
  }
  const found = await Promise.all(
    [...byCommand].map(([commandId, instanceIds]) =>
      ssm.listCommandInvocations(commandId, instanceIds),
    ),
  );
  return found.flat();
}

/** Asks only what one of the instances needs to know. @throws AwsOperationError */
export async function gatherFacts(
  context: OperationContext,
  runs: AgentRun[],
  regions: { recovery: AwsRegion; source: AwsRegion },
): Promise<AgentFacts> {
  const checked = runs.filter(({ step }) => step === 'CHECK_SSM');
  const verified = runs.filter(({ step }) => step === 'VERIFY_SOURCE_SERVER');
  const pinged = runs.filter(
    ({ step }) => step !== 'INSTALL_AGENT' && step !== 'VERIFY_SOURCE_SERVER',
  );
  const ids = (of: AgentRun[]) => of.map(({ id }) => id);
  const [managed, machines, servers, invocations] = await Promise.all([
    pinged.length > 0
      ? regions.recovery.ssm.listManagedInstances(ids(pinged))
      : [],
    checked.length > 0 ? regions.recovery.ec2.listInstances(ids(checked)) : [],
    checked.length + verified.length > 0
      ? regions.source.drs.listSourceServers({
          instanceIds: ids([...checked, ...verified]),
        })
      : [],
    listInvocations(runs, regions.recovery),
  ]);
  const naming = serversOfMachines(servers);
  context.logger.debug(
    `Looked at ${runs.length} instances of ${context.session.name}`,
  );
  return {
    managed: new Map(managed.map(one => [one.instanceId, one])),
    machines: new Map(machines.map(one => [one.id, one])),
    invocations: new Map(invocations.map(one => [one.instanceId, one])),
    registered: new Map(
      [...checked, ...verified].flatMap(({ id }) =>
        naming(id)
          .filter(isConnected)
          .map(server => [id, server] as const),
      ),
    ),
  };
}

/** The two sides of a session. */
export function regionsOf(
  aws: Aws,
  session: OperationContext['session'],
): { recovery: AwsRegion; source: AwsRegion } {
  return {
    recovery: aws.in({
      accountId: session.accountId,
      region: session.recoveryRegion,
    }),
    source: aws.in({
      accountId: session.sourceAccountId,
      region: session.sourceRegion,
    }),
  };
}
