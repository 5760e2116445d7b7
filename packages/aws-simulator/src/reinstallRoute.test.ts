import { ReverseReplicationCommand } from '@aws-sdk/client-drs';
import { RebootInstancesCommand } from '@aws-sdk/client-ec2';
import { DescribeInstanceInformationCommand } from '@aws-sdk/client-ssm';
import {
  byHostname,
  byInstance,
  continuous,
  launch,
  runCommand,
  serverOf,
} from './__testUtils__/life';
import { TestAws } from './__testUtils__/TestAws';

const ORIGIN = 'us-east-1';
const RECOVERY = 'us-west-2';
const INSTALL = 'AWSDisasterRecovery-InstallDRAgentOnInstance';

const LINUX_UNINSTALL = `
set -e
DIR=/var/lib/aws-replication-agent
if [ ! -d "$DIR" ]; then echo "no agent"; exit 0; fi
[ -x "$DIR/stopAgent.sh" ] && sudo "$DIR/stopAgent.sh" || true
if [ -x "$DIR/uninstall_agent_linux.sh" ]; then
  sudo "$DIR/uninstall_agent_linux.sh"
else
  echo "no uninstaller" >&2; exit 3
fi
for i in $(seq 1 60); do
  if [ -z "$(ls -A $DIR 2>/dev/null)" ]; then break; fi
  sleep 5
done
[ -z "$(ls -A $DIR)" ] || { echo "still there" >&2; exit 4; }
sudo rm -rf "$DIR"
test ! -d "$DIR" && echo "agent removed after $i looks"
`;

const WINDOWS_UNINSTALL = `
$ErrorActionPreference = 'Stop'
$agent = 'C:\\Program Files (x86)\\AWS Replication Agent'
if (-not (Test-Path $agent)) { Write-Output 'no agent'; exit 0 }
if (Test-Path "$agent\\uninstall_agent_windows.bat") {
  & "$agent\\uninstall_agent_windows.bat"
} elseif (Test-Path "$agent\\dist\\install_agent_windows.exe") {
  Copy-Item -Path "$agent\\dist" -Destination 'C:\\Windows\\Temp\\drs' -Recurse
  & 'C:\\Windows\\Temp\\drs\\install_agent_windows.exe' --remove
  if ($LASTEXITCODE -ne 0) { exit 2 }
} else {
  Write-Error 'no uninstaller'
  exit 3
}
Remove-Item -Path $agent -Recurse -Force
if (Test-Path $agent) { exit 4 }
Write-Output 'agent removed'
`;

describe('the whole life of a server by reinstalling its agent', () => {
  let aws: TestAws;
  beforeEach(async () => {
    aws = await TestAws.start();
  });
  afterEach(() => aws.stop());

  const online = (instanceId: string, after = 0) =>
    aws.until(async () => {
      const { InstanceInformationList } = await aws.ssm(RECOVERY).send(
        new DescribeInstanceInformationCommand({
          Filters: [{ Key: 'InstanceIds', Values: [instanceId] }],
        }),
      );
      const [node] = InstanceInformationList!;
      return (
        node?.PingStatus === 'Online' &&
        node.LastPingDateTime!.getTime() > after &&
        node
      );
    });

  const rebootAndWait = async (instanceId: string) => {
    const before = aws.simulator.world.now;
    await aws
      .ec2(RECOVERY)
      .send(new RebootInstancesCommand({ InstanceIds: [instanceId] }));
    await online(instanceId, before);
  };

  const install = (instanceId: string) =>
    runCommand(aws, RECOVERY, instanceId, INSTALL, {
      Region: [ORIGIN],
      Tags: [''],
    });

  it.each([
    ['Linux', 'orders-app-1', 'AWS-RunShellScript', LINUX_UNINSTALL],
    ['Windows', 'orders-web-3', 'AWS-RunPowerShellScript', WINDOWS_UNINSTALL],
  ])(
    'uninstalls, reboots and installs on %s',
    async (_, hostname, document, script) => {
      const source = (await serverOf(aws, RECOVERY, byHostname(hostname)))!;
      const { recoveryInstanceID } = await launch(
        aws,
        RECOVERY,
        source.sourceServerID!,
      );
      const instanceId = recoveryInstanceID!;
      await online(instanceId);

      expect(await install(instanceId)).toMatchObject({
        status: 'Failed',
        code: 1,
        stdout: expect.stringContaining(
          'previously installed to replicate into another region or account',
        ),
      });
      expect(
        await runCommand(aws, RECOVERY, instanceId, document, {
          commands: [script],
        }),
      ).toMatchObject({
        status: 'Success',
        stdout: expect.stringContaining('agent removed'),
      });
      expect(await install(instanceId)).toMatchObject({
        status: 'Failed',
        stdout: expect.stringContaining('has not been restarted since agent'),
      });

      await rebootAndWait(instanceId);
      expect(
        await runCommand(aws, RECOVERY, instanceId, document, {
          commands: [script],
        }),
      ).toMatchObject({ status: 'Success', stdout: 'no agent\n' });
      expect(await install(instanceId)).toMatchObject({
        status: 'Success',
        stdout: expect.stringContaining('successfully installed'),
      });

      const registered = await aws.until(() =>
        serverOf(aws, ORIGIN, byInstance(instanceId)),
      );
      expect(registered.replicationDirection).toBe('FAILOVER');
      await continuous(aws, ORIGIN, registered.sourceServerID!);
      await expect(
        aws
          .drs(RECOVERY)
          .send(
            new ReverseReplicationCommand({ recoveryInstanceID: instanceId }),
          ),
      ).rejects.toMatchObject({ name: 'ConflictException' });
    },
  );

  it('refuses to install when the directory was removed before the uninstaller had ended', async () => {
    const source = (await serverOf(aws, RECOVERY, byHostname('orders-app-2')))!;
    const { recoveryInstanceID } = await launch(
      aws,
      RECOVERY,
      source.sourceServerID!,
    );
    const instanceId = recoveryInstanceID!;
    await online(instanceId);
    const hasty = [
      '/var/lib/aws-replication-agent/uninstall_agent_linux.sh',
      'rm -rf /var/lib/aws-replication-agent',
    ];
    await runCommand(aws, RECOVERY, instanceId, 'AWS-RunShellScript', {
      commands: hasty,
    });
    aws.advance(120);
    await rebootAndWait(instanceId);
    expect((await install(instanceId)).stdout).toContain(
      'previously installed',
    );

    await runCommand(aws, RECOVERY, instanceId, 'AWS-RunShellScript', {
      commands: ['rm -rf /var/lib/aws-replication-agent'],
    });
    expect((await install(instanceId)).status).toBe('Success');
  });
});
