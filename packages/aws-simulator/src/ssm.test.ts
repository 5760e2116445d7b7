import { UpdateLaunchConfigurationCommand } from '@aws-sdk/client-drs';
import {
  DescribeInstancesCommand,
  RebootInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import {
  DescribeInstanceInformationCommand,
  GetAutomationExecutionCommand,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
  SendCommandCommand,
  StartAutomationExecutionCommand,
} from '@aws-sdk/client-ssm';
import { byHostname, launch, runCommand, serverOf } from './__testUtils__/life';
import { TestAws } from './__testUtils__/TestAws';

const ORIGIN = 'us-east-1';
const APP_1 = 'i-0e10a100000000000';
const APP_2 = 'i-0e10a200000000000';
const WINDOWS = 'i-0e10eb30000000000';

describe('managed nodes', () => {
  let aws: TestAws;
  beforeEach(async () => {
    aws = await TestAws.start();
  });
  afterEach(() => aws.stop());

  const run = (
    instance: string,
    document: string,
    commands: string[],
    more = {},
  ) => runCommand(aws, ORIGIN, instance, document, { commands, ...more });

  it('reboot when a script exits with 194, and run it again', async () => {
    const boots = `
      if [ ! -d /var/lib/aws-replication-agent ]; then echo "second run"; exit 0; fi
      /var/lib/aws-replication-agent/uninstall_agent_linux.sh
      while [ -n "$(ls -A /var/lib/aws-replication-agent)" ]; do sleep 5; done
      rm -rf /var/lib/aws-replication-agent
      exit 194`;
    expect(await run(APP_1, 'AWS-RunShellScript', [boots])).toMatchObject({
      status: 'Success',
      stdout: 'second run\n',
    });
    const install = await runCommand(
      aws,
      ORIGIN,
      APP_1,
      'AWSDisasterRecovery-InstallDRAgentOnInstance',
      { Region: ['us-east-2'] },
    );
    expect(install.stdout).toContain('account not being initialized');
  });

  it('leave a command in progress when its script reboots the machine', async () => {
    expect(
      await run(APP_1, 'AWS-RunShellScript', ['sudo reboot'], {
        executionTimeout: ['600'],
      }),
    ).toMatchObject({ status: 'TimedOut' });
  });

  it('tell by their boot id and a newer ping that they rebooted', async () => {
    const bootId = ['cat /proc/sys/kernel/random/boot_id'];
    const before = (await run(APP_1, 'AWS-RunShellScript', bootId)).stdout;
    expect(before).toMatch(/^[0-9a-f-]{36}\n$/);
    const rebooted = aws.simulator.world.now;
    await aws
      .ec2(ORIGIN)
      .send(new RebootInstancesCommand({ InstanceIds: [APP_1] }));
    const ping = async () => {
      const { InstanceInformationList } = await aws.ssm(ORIGIN).send(
        new DescribeInstanceInformationCommand({
          Filters: [{ Key: 'InstanceIds', Values: [APP_1] }],
        }),
      );
      return InstanceInformationList![0];
    };
    aws.advance(10);
    const stale = await ping();
    expect(stale.PingStatus).toBe('Online');
    expect(stale.LastPingDateTime!.getTime()).toBeLessThan(rebooted);
    await aws.until(
      async () => (await ping()).LastPingDateTime!.getTime() > rebooted,
    );
    const after = (await run(APP_1, 'AWS-RunShellScript', bootId)).stdout;
    expect(after).not.toBe(before);
  });

  it('run both kinds of documents of the customer', async () => {
    expect(
      await runCommand(aws, ORIGIN, WINDOWS, 'Orders-WarmCaches', {
        Cache: ['catalog'],
      }),
    ).toMatchObject({ status: 'Success' });
    const ssm = aws.ssm(ORIGIN);
    await expect(
      ssm.send(
        new StartAutomationExecutionCommand({
          DocumentName: 'Orders-SwitchDns',
          Parameters: { Site: ['moon'] },
        }),
      ),
    ).rejects.toMatchObject({
      name: 'InvalidAutomationExecutionParametersException',
    });
    const execute = async () => {
      const { AutomationExecutionId } = await ssm.send(
        new StartAutomationExecutionCommand({
          DocumentName: 'Orders-SwitchDns',
          Parameters: { Site: ['primary'] },
        }),
      );
      return aws.until(async () => {
        const { AutomationExecution } = await ssm.send(
          new GetAutomationExecutionCommand({ AutomationExecutionId }),
        );
        return AutomationExecution!.ExecutionEndTime && AutomationExecution;
      });
    };
    expect(await execute()).toMatchObject({
      AutomationExecutionStatus: 'Success',
      StepExecutions: [
        { StepName: 'lowerTtl', StepStatus: 'Success' },
        { StepName: 'switchRecords', StepStatus: 'Success' },
        { StepName: 'waitForResolvers', StepStatus: 'Success' },
      ],
    });
    aws.simulator.faults.add({
      kind: 'automationFails',
      match: { resourceId: 'switchRecords' },
      message: 'Zone is locked',
    });
    expect(await execute()).toMatchObject({
      AutomationExecutionStatus: 'Failed',
      FailureMessage: expect.stringContaining('Zone is locked'),
    });
  });

  it('are left alone after the first failure, unless more are allowed', async () => {
    const ssm = aws.ssm(ORIGIN);
    const statuses = async (MaxErrors: string) => {
      const { Command } = await ssm.send(
        new SendCommandCommand({
          DocumentName: 'AWS-RunShellScript',
          InstanceIds: [APP_1, APP_2],
          Parameters: { commands: ['exit 1'] },
          MaxConcurrency: '1',
          MaxErrors,
        }),
      );
      return aws.until(async () => {
        const { CommandInvocations } = await ssm.send(
          new ListCommandInvocationsCommand({ CommandId: Command!.CommandId }),
        );
        const found = CommandInvocations!
          .map(item => item.StatusDetails)
          .sort();
        return (
          found.length === 2 &&
          !found.some(it => /Pending|Progress/.test(it!)) &&
          found
        );
      });
    };
    expect(await statuses('0')).toEqual(['Failed', 'Terminated']);
    expect(await statuses('100%')).toEqual(['Failed', 'Failed']);
    const { Commands } = await ssm.send(new ListCommandsCommand({}));
    expect(Commands!.map(item => item.Status)).toEqual(['Failed', 'Failed']);
  });

  it('do not get a command that expires while they are away', async () => {
    aws.simulator.faults.add({
      kind: 'regionOutage',
      match: { region: ORIGIN },
    });
    const ssm = aws.ssm(ORIGIN);
    const { Command } = await ssm.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        InstanceIds: [APP_1],
        Parameters: { commands: ['true'] },
        TimeoutSeconds: 120,
      }),
    );
    aws.advance(200);
    const { CommandInvocations } = await ssm.send(
      new ListCommandInvocationsCommand({ CommandId: Command!.CommandId }),
    );
    expect(CommandInvocations).toMatchObject([
      { Status: 'TimedOut', StatusDetails: 'DeliveryTimedOut' },
    ]);
  });
});

describe('launching into an existing instance', () => {
  it('needs it stopped, and keeps its id', async () => {
    const aws = await TestAws.start();
    const server = (await serverOf(
      aws,
      'us-west-2',
      byHostname('orders-app-1'),
    ))!;
    const other = (await serverOf(
      aws,
      'us-west-2',
      byHostname('orders-app-2'),
    ))!;
    const target = (await launch(aws, 'us-west-2', other.sourceServerID!))
      .recoveryInstanceID!;
    const drs = aws.drs('us-west-2');
    const configure = (copyTags?: boolean) =>
      drs.send(
        new UpdateLaunchConfigurationCommand({
          sourceServerID: server.sourceServerID,
          copyTags,
          launchIntoInstanceProperties: { launchIntoEC2InstanceID: target },
        }),
      );
    await expect(configure()).rejects.toMatchObject({
      name: 'ConflictException',
    });
    await configure(false);
    await expect(
      launch(aws, 'us-west-2', server.sourceServerID!),
    ).rejects.toThrow(
      'needs to be in a stopped state but is in a running state',
    );
    const ec2 = aws.ec2('us-west-2');
    await ec2.send(new StopInstancesCommand({ InstanceIds: [target] }));
    aws.advance(120);
    const launched = await launch(aws, 'us-west-2', server.sourceServerID!);
    expect(launched.recoveryInstanceID).toBe(target);
    const { Reservations } = await ec2.send(
      new DescribeInstancesCommand({ InstanceIds: [target] }),
    );
    expect(Reservations![0].Instances![0].State!.Name).toBe('running');
    await aws.stop();
  });
});
