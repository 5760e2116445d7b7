import type { Ec2Instance, ManagedInstance } from '../aws';
import { readScriptOutput, uninstallScript } from './agentScripts';
import { explainCommandFailure } from './explainInstallFailure';
import { explainUnmanaged } from './explainUnmanaged';
import { findInstaller } from './installer';

describe('explainUnmanaged', () => {
  const machine = (more: Partial<Ec2Instance> = {}): Ec2Instance => ({
    id: 'i-00000001',
    state: 'running',
    securityGroupIds: [],
    platform: 'LINUX',
    tags: {},
    instanceProfileArn: 'arn:aws:iam::111122223333:instance-profile/web',
    ...more,
  });
  const managed = (more: Partial<ManagedInstance> = {}): ManagedInstance => ({
    instanceId: 'i-00000001',
    pingStatus: 'Online',
    ...more,
  });

  it('R2.1: has nothing against an instance that is online', () => {
    expect(explainUnmanaged(managed(), machine())).toBeUndefined();
  });

  it.each([
    [
      'never registered',
      undefined,
      machine(),
      /never heard.*profile web lacks AmazonSSMManagedInstanceCore, or it has no route to SSM/,
    ],
    [
      'without a profile',
      undefined,
      machine({ instanceProfileArn: undefined }),
      /no instance profile/,
    ],
    [
      "with DRS's default profile",
      undefined,
      machine({
        instanceProfileArn:
          'arn:aws:iam::1:instance-profile/service-role/AWSElasticDisasterRecoveryRecoveryInstanceRole',
      }),
      /DRS's default, which lacks AmazonSSMManagedInstanceCore/,
    ],
    [
      'out of touch',
      managed({
        pingStatus: 'ConnectionLost',
        heardAt: new Date('2026-11-23T10:00:00Z'),
      }),
      machine(),
      /lost the connection.*since 2026-11-23T10:00:00.000Z/,
    ],
    ['stopped', undefined, machine({ state: 'stopped' }), /is stopped/],
    ['terminated', undefined, machine({ state: 'terminated' }), /terminated/],
    ['gone', undefined, undefined, /EC2 knows no such instance/],
  ])('R2.1: says of an instance that is %s why', (_, ssm, ec2, reason) => {
    expect(explainUnmanaged(ssm, ec2)?.reason).toMatch(reason);
  });

  it('gives time only to what time may mend', () => {
    expect(explainUnmanaged(undefined, machine())?.mayPass).toBe(true);
    expect(
      explainUnmanaged(undefined, machine({ state: 'stopped' }))?.mayPass,
    ).toBe(false);
    expect(explainUnmanaged(undefined, undefined)?.mayPass).toBe(false);
  });
});

describe('explainCommandFailure', () => {
  const explain = (stdout: string, stderr = '') =>
    explainCommandFailure(
      'The agent of web-1 was not installed',
      { status: 'Failed', responseCode: 1, stdout, stderr },
      'LINUX',
    );

  it.each([
    [
      'Cannot install agent, as this server was previously installed to replicate into another region or account',
      'PREVIOUSLY_INSTALLED',
    ],
    [
      'The server has not been restarted since agent uninstallation',
      'NOT_RESTARTED',
    ],
    [
      'AWS Replication Agent installation failed due to the account not being initialized',
      'REGION_NOT_INITIALIZED',
    ],
    [
      'User: arn:aws:sts::1:x is not authorized to perform: drs:Get',
      'INSTALLER_NOT_AUTHORIZED',
    ],
    ['Connection attempt to us-east-1 on port 443 failed.', 'NO_ROUTE'],
    [
      'gcc was not found and could not be automatically fetched',
      'COMPILER_MISSING',
    ],
  ])('knows what helps when the installer says: %s', (line, code) => {
    const explained = explain(`Starting\n${line}\nBye`);
    expect(explained).toMatchObject({ code, reason: line });
    expect(explained.message).toBe(
      'The agent of web-1 was not installed: SSM reports Failed, exit code 1.',
    );
  });

  it('R12.2: keeps the output, and gives the last of what it does not know', () => {
    expect(explain('one\n', 'two\n')).toMatchObject({
      code: 'SSM_FAILED',
      reason: 'two',
      output: { stdout: 'one\n', stderr: 'two\n' },
    });
  });

  it('R12.2: says when SSM gave no output', () => {
    expect(explain('', '\n')).toMatchObject({
      reason: 'SSM returned no output of the command.',
      remedy: expect.stringContaining('agent.log.0'),
    });
  });
});

describe('uninstall scripts', () => {
  it("R2.2: run the platform's own uninstaller, and AWS's documented one where that is missing", () => {
    const linux = uninstallScript('LINUX');
    expect(linux.documentName).toBe('AWS-RunShellScript');
    expect(linux.commands.join('\n')).toContain(
      'agent=/var/lib/aws-replication-agent',
    );
    expect(linux.commands.join('\n')).toContain('/uninstall_agent_linux.sh');
    const windows = uninstallScript('WINDOWS');
    expect(windows.documentName).toBe('AWS-RunPowerShellScript');
    const text = windows.commands.join('\n');
    expect(text.indexOf('uninstall_agent_windows.bat')).toBeLessThan(
      text.indexOf('install_agent_windows.exe" --remove'),
    );
  });

  it('never reboot the instance themselves', () => {
    for (const platform of ['LINUX', 'WINDOWS'] as const) {
      expect(uninstallScript(platform).commands.join('\n')).not.toMatch(
        /reboot|shutdown|Restart-Computer|exit (194|3010)/i,
      );
    }
  });

  it('tell of the boot and of the agent, or of nothing where SSM lost the output', () => {
    expect(
      readScriptOutput('boot-id=abc\r\nsome noise\nagent=removed\n'),
    ).toEqual({ bootId: 'abc', agent: 'removed' });
    expect(readScriptOutput('')).toEqual({
      bootId: undefined,
      agent: undefined,
    });
  });
});

describe('findInstaller', () => {
  const session = {
    accountId: '111122223333',
    sourceAccountId: '111122223333',
    sourceRegion: 'us-east-1',
    recoveryRegion: 'us-west-2',
  };
  const away = { ...session, sourceAccountId: '444455556666' };
  const config = {
    installDocument: 'Install',
    stepTimeoutMs: 1,
    concurrency: 1,
  };
  const documents: Record<string, string[]> = {
    Install: ['Region', 'Tags'],
    InstallAcross: ['AccountId', 'Region'],
    InstallNowhere: ['Tags'],
  };
  const region = {
    ssm: {
      getDocument: async (name: string) =>
        documents[name] && {
          name,
          type: 'Command',
          parameters: documents[name],
        },
    },
  } as any;

  it('R2.5: tells the document to replicate to the source region', async () => {
    expect(await findInstaller(session, config, region)).toEqual({
      documentName: 'Install',
      parameters: { Region: ['us-east-1'] },
    });
  });

  it('needs a document that takes an account id to return to another account', async () => {
    await expect(findInstaller(away, config, region)).rejects.toThrow(
      'crossAccountInstallDocument',
    );
    await expect(
      findInstaller(
        away,
        { ...config, crossAccountInstallDocument: 'Install' },
        region,
      ),
    ).rejects.toThrow('no parameter for an account id');
    expect(
      await findInstaller(
        away,
        { ...config, crossAccountInstallDocument: 'InstallAcross' },
        region,
      ),
    ).toEqual({
      documentName: 'InstallAcross',
      parameters: { Region: ['us-east-1'], AccountId: ['444455556666'] },
    });
  });

  it('names a document that is missing or cannot be told where to', async () => {
    await expect(
      findInstaller(session, { ...config, installDocument: 'Gone' }, region),
    ).rejects.toThrow(
      'SSM in us-west-2 of account 111122223333 has no document Gone',
    );
    await expect(
      findInstaller(
        session,
        { ...config, installDocument: 'InstallNowhere' },
        region,
      ),
    ).rejects.toThrow('has no parameter Region');
  });
});
