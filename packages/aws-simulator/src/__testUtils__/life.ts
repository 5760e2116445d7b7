import {
  DescribeJobsCommand,
  DescribeRecoveryInstancesCommand,
  DescribeSourceServersCommand,
  Job,
  RecoveryInstance,
  ReverseReplicationCommand,
  SourceServer,
  StartRecoveryCommand,
} from '@aws-sdk/client-drs';
import {
  GetCommandInvocationCommand,
  ListCommandInvocationsCommand,
  SendCommandCommand,
} from '@aws-sdk/client-ssm';
import { TestAws } from './TestAws';

/** The source server of a host that has a given direction. */
export async function serverOf(
  aws: TestAws,
  region: string,
  find: (server: SourceServer) => boolean,
): Promise<SourceServer | undefined> {
  const { items } = await aws
    .drs(region)
    .send(new DescribeSourceServersCommand({ maxResults: 200 }));
  return items?.find(find);
}

export function byHostname(hostname: string) {
  return (server: SourceServer) =>
    server.sourceProperties?.identificationHints?.hostname === hostname;
}

export function byInstance(instanceId: string) {
  return (server: SourceServer) =>
    server.sourceProperties?.identificationHints?.awsInstanceID === instanceId;
}

export async function completedJob(
  aws: TestAws,
  region: string,
  jobID: string,
): Promise<Job> {
  return aws.until(async () => {
    const { items } = await aws
      .drs(region)
      .send(new DescribeJobsCommand({ filters: { jobIDs: [jobID] } }));
    return items?.[0]?.status === 'COMPLETED' && items[0];
  });
}

export async function recoveryInstanceOf(
  aws: TestAws,
  region: string,
  sourceServerID: string,
): Promise<RecoveryInstance | undefined> {
  const { items } = await aws.drs(region).send(
    new DescribeRecoveryInstancesCommand({
      filters: { sourceServerIDs: [sourceServerID] },
    }),
  );
  return items?.find(item => item.ec2InstanceState !== 'TERMINATED');
}

/** Launches a server, and waits until its job is done. */
export async function launch(
  aws: TestAws,
  region: string,
  sourceServerID: string,
  isDrill = false,
): Promise<RecoveryInstance> {
  const { job } = await aws.drs(region).send(
    new StartRecoveryCommand({
      sourceServers: [{ sourceServerID }],
      isDrill,
    }),
  );
  const done = await completedJob(aws, region, job!.jobID!);
  if (done.participatingServers?.[0].launchStatus !== 'LAUNCHED') {
    throw new Error(`Launch came to ${JSON.stringify(done)}`);
  }
  return (await recoveryInstanceOf(aws, region, sourceServerID))!;
}

/** Reverses the replication of a recovery instance, as soon as its agent has been seen. */
export async function reverse(
  aws: TestAws,
  region: string,
  recoveryInstanceID: string,
): Promise<string> {
  return aws.until(async () => {
    try {
      const answer = await aws
        .drs(region)
        .send(new ReverseReplicationCommand({ recoveryInstanceID }));
      return answer.reversedDirectionSourceServerArn;
    } catch (error) {
      if ((error as Error).name === 'ConflictException') return undefined;
      throw error;
    }
  });
}

/** Waits until a server replicates continuously, with all disks compared. */
export async function continuous(
  aws: TestAws,
  region: string,
  sourceServerID: string,
): Promise<SourceServer> {
  return aws.until(async () => {
    const server = await serverOf(
      aws,
      region,
      item => item.sourceServerID === sourceServerID,
    );
    const info = server?.dataReplicationInfo;
    return (
      info?.dataReplicationState === 'CONTINUOUS' &&
      info.lagDuration === 'P0D' &&
      server
    );
  });
}

/** Runs a command to its end. Gives its status, and the output of the step that ran. */
export async function runCommand(
  aws: TestAws,
  region: string,
  instanceId: string,
  document: string,
  parameters: Record<string, string[]>,
) {
  const ssm = aws.ssm(region);
  const { Command } = await ssm.send(
    new SendCommandCommand({
      DocumentName: document,
      InstanceIds: [instanceId],
      Parameters: parameters,
    }),
  );
  const CommandId = Command!.CommandId!;
  const ended = await aws.until(async () => {
    const { CommandInvocations } = await ssm.send(
      new ListCommandInvocationsCommand({ CommandId, Details: true }),
    );
    const [invocation] = CommandInvocations!;
    return (
      invocation &&
      !['Pending', 'InProgress', 'Delayed'].includes(invocation.Status!) &&
      invocation
    );
  });
  const plugin = ended.CommandPlugins!.find(
    item => !item.Output?.includes('Step execution skipped'),
  )!;
  const output = await ssm.send(
    new GetCommandInvocationCommand({
      CommandId,
      InstanceId: instanceId,
      PluginName: plugin.Name,
    }),
  );
  return {
    status: ended.Status!,
    code: output.ResponseCode,
    stdout: output.StandardOutputContent!,
    stderr: output.StandardErrorContent!,
  };
}
