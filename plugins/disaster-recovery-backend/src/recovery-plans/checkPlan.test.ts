import type {
  Wave,
  WaveAction,
} from '@internal/plugin-disaster-recovery-common';
import { checkGroups, type PlanGroup } from './checkGroups';
import { checkQuotas } from './checkQuotas';
import { checkWaves } from './checkWaves';

const wave = (number: number, rest: Partial<Wave> = {}): Wave => ({
  number,
  name: ['', 'Database', 'Application', 'Web'][number] ?? `Wave ${number}`,
  protectionGroupIds: [`group-${number}`],
  dependsOn: [],
  pauseBefore: false,
  preActions: [],
  postActions: [],
  failurePolicy: 'failFast',
  ...rest,
});

const group = (id: string, rest: Partial<PlanGroup> = {}): PlanGroup => ({
  id,
  name: `Group ${id}`,
  accountId: '111122223333',
  region: 'us-west-2',
  sourceRegion: 'us-east-1',
  serverCount: 1,
  servers: [{ sourceServerId: `s-${id}` }],
  ...rest,
});

const codes = (findings: { code: string }[]) => findings.map(f => f.code);

const command = {
  name: 'Warm up',
  kind: 'COMMAND' as const,
  documentName: 'Orders-WarmCaches',
  parameters: {},
  timeoutSeconds: 60,
  onFailure: 'stop' as const,
};

describe('checkWaves', () => {
  it('has nothing against waves in order', () => {
    expect(checkWaves([wave(1), wave(2, { dependsOn: [1] })])).toEqual([]);
  });

  it('refuses a cycle by the names of its waves', () => {
    const findings = checkWaves([
      wave(1, { dependsOn: [3] }),
      wave(2, { dependsOn: [1] }),
      wave(3, { dependsOn: [2] }),
    ]);
    expect(codes(findings)).toEqual(['DEPENDENCY_CYCLE']);
    expect(findings[0].message).toBe(
      'Waves "Database", "Web" and "Application" wait for each other: "Database" needs "Web" needs "Application" needs "Database"',
    );
  });

  it('refuses a wave that depends on itself or on one that is not there', () => {
    expect(
      codes(
        checkWaves([wave(1, { dependsOn: [1] }), wave(2, { dependsOn: [7] })]),
      ),
    ).toEqual(['SELF_DEPENDENCY', 'UNKNOWN_DEPENDENCY']);
  });

  it('refuses two waves of one number, and a group in two waves', () => {
    const findings = checkWaves([wave(1), wave(1, { name: 'Other' })]);
    expect(codes(findings)).toEqual(['DUPLICATE_WAVE_NUMBER', 'GROUP_TWICE']);
    expect(findings[0].message).toContain('"Database" and "Other"');
  });

  it('refuses a pre-wave command on instances that do not exist yet, and takes the same one after the wave', () => {
    expect(codes(checkWaves([wave(1, { preActions: [command] })]))).toEqual([
      'ACTION_TARGETS',
    ]);
    expect(checkWaves([wave(1, { postActions: [command] })])).toEqual([]);
  });

  it('refuses more tags than SSM takes, and targets of an Automation', () => {
    const tags = Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map(n => [`k${n}`, 'v']),
    );
    expect(
      codes(
        checkWaves([
          wave(1, {
            postActions: [
              { ...command, targets: { kind: 'tags', tags } },
              {
                ...command,
                kind: 'AUTOMATION',
                targets: { kind: 'waveInstances' },
              },
            ],
          }),
        ]),
      ),
    ).toEqual(['ACTION_TARGETS', 'ACTION_TARGETS']);
  });
});

describe('checkActionText', () => {
  const problemOf = (change: Partial<WaveAction>) =>
    checkWaves([wave(1, { postActions: [{ ...command, ...change }] })]).map(
      ({ code, message }) => `${code} ${message}`,
    );

  it.each([
    'AWS-RunShellScript',
    'aws-runpowershellscript',
    'arn:aws:ssm:us-west-2::document/AWS-RunShellScript',
  ])('refuses %s, which runs its parameters', documentName => {
    expect(problemOf({ documentName })).toEqual([
      expect.stringMatching(/^ACTION_TEXT .* an SSM document of your own/),
    ]);
  });

  it.each([
    '$(touch /tmp/x)',
    '`id`',
    'a; reboot',
    'a | sh',
    'a && b',
    'a > /etc/passwd',
    'a\nreboot',
    'a\u2028b',
    '(Remove-Item C:)',
  ])('refuses what a shell would run: %j', text => {
    const refused = [expect.stringMatching(/^ACTION_TEXT .* a shell/)];
    expect(problemOf({ parameters: { Site: ['fine', text] } })).toEqual(
      refused,
    );
    expect(problemOf({ parameters: { [text]: ['fine'] } })).toEqual(refused);
  });

  it('lets what is only text pass', () => {
    const texts = [
      'recovery',
      'https://example.com/a?b=c',
      '{"key": ["value"]}',
      'C:\\scripts\\warm.ps1',
      '{{ssm:/orders/token}}',
      'größer als 100 %',
      '',
    ];
    expect(problemOf({ parameters: { Site: texts } })).toEqual([]);
  });
});

describe('checkGroups', () => {
  const waves = [wave(1), wave(2)];

  it('refuses groups of several accounts or regions, naming examples', () => {
    const findings = checkGroups(waves, [
      group('group-1'),
      group('group-2', { accountId: '444455556666', region: 'eu-west-1' }),
    ]);
    expect(codes(findings)).toEqual(['SEVERAL_ACCOUNTS', 'SEVERAL_REGIONS']);
    expect(findings[1].message).toContain('eu-west-1 ("Group group-2")');
  });

  it('refuses an unknown group and a server that two groups hold', () => {
    const shared = { servers: [{ sourceServerId: 's-1', hostname: 'db1' }] };
    expect(codes(checkGroups(waves, [group('group-1')]))).toEqual([
      'UNKNOWN_GROUP',
    ]);
    const [finding] = checkGroups(waves, [
      group('group-1', shared),
      group('group-2', shared),
    ]);
    expect(finding).toMatchObject({
      code: 'SERVER_TWICE',
      resourceIds: ['s-1'],
    });
    expect(finding.message).toContain('db1');
  });
});

describe('checkQuotas', () => {
  const quotas = { serversPerJob: 100, concurrentJobs: 20, serversInJobs: 500 };

  it('says that waves side by side want more than DRS takes, and nothing when they follow each other', () => {
    const counts = new Map([
      [1, 300],
      [2, 300],
    ]);
    expect(codes(checkQuotas([wave(1), wave(2)], counts, quotas))).toEqual([
      'QUOTA_WAIT',
    ]);
    expect(
      checkQuotas([wave(1), wave(2, { dependsOn: [1] })], counts, quotas),
    ).toEqual([]);
  });
});
