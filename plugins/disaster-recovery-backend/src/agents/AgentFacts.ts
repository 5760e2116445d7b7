import type {
  Aws,
  AwsRegion,
  CommandInvocation,
  Ec2Instance,
  ManagedInstance,
  SourceServer,
} from '../aws';
import type { OperationContext } from '../failover-sessions';
import { groupBy } from '../groupBy';
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

const idsOf = (runs: AgentRun[]) => runs.map(({ id }) => id);

/** One call for each command, however many instances it was sent to. */
async function listInvocations(
  runs: AgentRun[],
  { ssm }: AwsRegion,
): Promise<CommandInvocation[]> {
  const byCommand = groupBy(
    runs.filter(({ work }) => work.state.command),
    ({ work }) => work.state.command!.commandId,
  );
  const found = await Promise.all(
    [...byCommand].map(([commandId, sent]) =>
      ssm.listCommandInvocations(commandId, idsOf(sent)),
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
  const [managed, machines, servers, invocations] = await Promise.all([
    pinged.length > 0
      ? regions.recovery.ssm.listManagedInstances(idsOf(pinged))
      : [],
    checked.length > 0
      ? regions.recovery.ec2.listInstances(idsOf(checked))
      : [],
    checked.length + verified.length > 0
      ? regions.source.drs.listSourceServers({
          instanceIds: idsOf([...checked, ...verified]),
        })
      : [],
    listInvocations(runs, regions.recovery),
  ]);
  context.logger.debug(
    `Looked at ${runs.length} instances of ${context.session.name}`,
  );
  return {
    managed: new Map(managed.map(one => [one.instanceId, one])),
    machines: new Map(machines.map(one => [one.id, one])),
    invocations: new Map(invocations.map(one => [one.instanceId, one])),
    registered: new Map(
      servers
        .filter(isConnected)
        .flatMap(one => (one.instanceId ? [[one.instanceId, one]] : [])),
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
