import type {
  MirroredField,
  Wave,
} from '@internal/plugin-disaster-recovery-common';
import { buildMirrorReport } from './buildMirrorReport';
import { mirrorGroup, mirrorServer } from './mirrorGroup';
import { mirrorPlan } from './mirrorPlan';
import { anyGroup, anyResolvedServer } from './__testUtils__/anyGroup';

const original = anyGroup(
  { recovery: {}, origin: {} },
  {
    owner: 'group:default/orders',
    selection: { by: 'tags', tags: { tier: 'web' } },
  },
);
const profile = 'arn:aws:iam::444455556666:instance-profile/recovery';
const server = mirrorServer(
  anyResolvedServer(
    's-b1',
    {
      recovery: {
        subnetId: 'subnet-b1',
        securityGroupIds: ['sg-b1'],
        instanceProfileArn: profile,
        instanceType: 'm5.large',
        rightSizingMethod: 'BASIC',
        copyTags: true,
      },
      origin: {
        subnetId: 'subnet-a1',
        securityGroupIds: ['sg-a1'],
        instanceType: 'm5.large',
      },
    },
    {
      hostname: 'web-1',
      captured: {
        instanceId: 'i-a1',
        capturedAt: '2026-11-22T09:00:00.000Z',
        settings: { subnetId: 'subnet-a1', instanceType: 'm5.large' },
      },
    },
  ),
  {
    recoveryInstanceId: 'i-b1',
    reversedSourceServerId: 's-a1',
    reversedSourceServerArn: 'arn:s-a1',
    reversedTags: {},
  },
);
const prepared = {
  original,
  servers: [server],
  leftOut: [{ sourceServerId: 's-b9', reason: 'It did not fail over.' }],
};
const wave = (number: number, dependsOn: number[]): Wave => ({
  number,
  name: `Wave ${number}`,
  protectionGroupIds: [number === 2 ? 'group-idle' : 'group-1'],
  dependsOn,
  pauseBefore: number === 3,
  preActions: [],
  postActions: [],
  failurePolicy: 'failFast',
});
const waves = [wave(2, []), wave(3, [2])];

const report = buildMirrorReport({
  sessionId: 'session-1',
  at: new Date('2026-11-23T10:00:00Z'),
  prepared: {
    mappings: [
      {
        sourceServerId: 's-b1',
        recoveryInstanceId: 'i-b1',
        reversedSourceServerId: 's-a1',
        rule: 'INSTANCE_ID',
      },
    ],
    unmirrored: [],
    groups: [prepared],
  },
  groups: [
    {
      prepared,
      input: mirrorGroup(original, [server], {
        sessionId: 'session-1',
        createdBy: 'user:default/ada',
      }),
      mirrored: { id: 'group-m', name: 'Orders web-failback' },
    },
  ],
  plan: {
    original: { id: 'plan-1', name: 'Orders', waves },
    mirrored: {
      id: 'plan-m',
      name: 'Orders-failback',
      waves: mirrorPlan(waves, new Map([['group-1', 'group-m']])).waves,
    },
  },
  applied: new Map([['s-a1', { applied: true }]]),
});

const field = (fields: MirroredField[], name: string) =>
  fields.find(one => one.field === name);

describe('buildMirrorReport', () => {
  const settings = report.groups[0].servers[0].fields;

  it('R3.3: says that the subnet was swapped, from what to what, and when it was captured', () => {
    expect(field(settings, 'subnetId')).toEqual({
      field: 'subnetId',
      outcome: 'swapped',
      original: 'subnet-b1',
      mirrored: 'subnet-a1',
      reason:
        'As the original machine ran in us-east-1, captured at 2026-11-22T09:00:00.000Z.',
    });
    expect(field(settings, 'securityGroupIds')?.reason).toBe(
      'As the Protection Group states it for us-east-1.',
    );
  });

  it('R3.6: says what is kept in both directions, what changed and what had to be dropped', () => {
    expect(field(settings, 'instanceType')?.outcome).toBe('kept');
    expect(field(settings, 'copyTags')).toMatchObject({
      outcome: 'kept',
      original: true,
      mirrored: true,
    });
    expect(field(settings, 'rightSizingMethod')).toMatchObject({
      outcome: 'changed',
      original: 'BASIC',
      mirrored: 'NONE',
    });
    expect(field(settings, 'instanceProfileArn')).toEqual({
      field: 'instanceProfileArn',
      outcome: 'dropped',
      original: profile,
      reason: expect.stringContaining('us-west-2'),
    });
  });

  it('says what became of the group, and which of its servers stay behind', () => {
    const { fields } = report.groups[0];
    expect(field(fields, 'name')).toMatchObject({
      original: 'Orders web',
      mirrored: 'Orders web-failback',
    });
    expect(field(fields, 'owner')?.outcome).toBe('kept');
    expect(field(fields, 'region')).toMatchObject({
      outcome: 'swapped',
      original: { accountId: '444455556666', region: 'us-west-2' },
      mirrored: { accountId: '111122223333', region: 'us-east-1' },
    });
    expect(field(fields, 'selection')).toMatchObject({
      outcome: 'changed',
      original: { by: 'tags', tags: { tier: 'web' } },
      mirrored: { by: 'ids', sourceServerIds: ['s-a1'] },
    });
    expect(field(fields, 'server')).toMatchObject({
      outcome: 'dropped',
      original: 's-b9',
      reason: 'It did not fail over.',
    });
  });

  it('R4.2, R4.3: says what became of each wave', () => {
    const { fields } = report.plan!;
    expect(field(fields, 'wave 2')?.outcome).toBe('dropped');
    expect(field(fields, 'wave 3 protectionGroupIds')).toMatchObject({
      outcome: 'swapped',
      original: ['group-1'],
      mirrored: ['group-m'],
    });
    expect(field(fields, 'wave 3 dependsOn')).toMatchObject({
      outcome: 'changed',
      original: [2],
      mirrored: [],
    });
    expect(field(fields, 'wave 3 pauseBefore')).toMatchObject({
      outcome: 'kept',
      mirrored: true,
    });
  });

  it('counts every line once', () => {
    const all = [
      ...report.groups.flatMap(group => [
        ...group.fields,
        ...group.servers.flatMap(({ fields }) => fields),
      ]),
      ...report.plan!.fields,
    ];
    const { kept, swapped, changed, dropped } = report.counts;
    expect(kept + swapped + changed + dropped).toBe(all.length);
    expect(dropped).toBe(3);
  });
});
