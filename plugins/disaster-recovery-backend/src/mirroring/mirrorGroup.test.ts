import type {
  LaunchConfig,
  LaunchSettings,
  ProtectionGroup,
} from '@internal/plugin-disaster-recovery-common';
import fc from 'fast-check';
import type { MirroredGroupInput } from '../protection-groups';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { mirrorGroup, mirrorServer } from './mirrorGroup';
import { completeHalves } from './swapLaunchConfig';
import { anyGroup, anyResolvedServer, PLACES } from './__testUtils__/anyGroup';

const settings = (region: string): fc.Arbitrary<LaunchSettings> =>
  fc
    .record(
      {
        subnetId: fc.constantFrom(`subnet-${region}1`, `subnet-${region}2`),
        securityGroupIds: fc.subarray([`sg-${region}1`, `sg-${region}2`], {
          minLength: 1,
        }),
        instanceProfileArn: fc.constantFrom(
          `arn:aws:iam::111122223333:instance-profile/${region}`,
          'arn:aws:iam::111122223333:instance-profile/both',
        ),
        instanceType: fc.constantFrom('m5.large', 't3.small'),
        copyPrivateIp: fc.boolean(),
        copyTags: fc.boolean(),
        launchDisposition: fc.constantFrom('STARTED', 'STOPPED'),
        rightSizingMethod: fc.constantFrom('NONE', 'BASIC', 'IN_AWS'),
        osByol: fc.boolean(),
        staticPrivateIp: fc.constantFrom('10.0.0.4', '10.0.0.5'),
      },
      { requiredKeys: [] },
    )
    .map(value => value as LaunchSettings);

const config: fc.Arbitrary<LaunchConfig> = fc.record({
  recovery: settings('b'),
  origin: settings('a'),
});

interface Case {
  group: LaunchConfig;
  servers: { captured: LaunchSettings; overrides: LaunchConfig }[];
}

const cases: fc.Arbitrary<Case> = fc.record({
  group: config,
  servers: fc.array(fc.record({ captured: settings('a'), overrides: config }), {
    minLength: 1,
    maxLength: 4,
  }),
});

/** As groups resolve it: captured, under the group's, under the server's. */
function effectiveOf(
  group: LaunchConfig,
  overrides: { recovery?: LaunchSettings; origin?: LaunchSettings } = {},
  captured: LaunchSettings = {},
): LaunchConfig {
  return {
    recovery: { ...group.recovery, ...overrides.recovery },
    origin: { ...captured, ...group.origin, ...overrides.origin },
  };
}

function mirror(group: ProtectionGroup, effective: LaunchConfig[]) {
  return mirrorGroup(
    group,
    effective.map((one, index) =>
      mirrorServer(anyResolvedServer(`s-b${index}`, one), {
        recoveryInstanceId: `i-b${index}`,
        reversedSourceServerId: `s-a${index}`,
        reversedSourceServerArn: `arn:s-a${index}`,
        reversedTags: {},
      }),
    ),
    { sessionId: 'session-1', createdBy: 'user:default/ada' },
  );
}

const effectiveIn = (group: MirroredGroupInput, index: number) =>
  effectiveOf(group.launchConfig, group.serverOverrides[`s-a${index}`]);

describe('mirrorGroup', () => {
  const web = anyGroup(
    { recovery: { subnetId: 'subnet-b1', copyTags: true }, origin: {} },
    {
      description: 'The web tier',
      owner: 'group:default/orders',
      entityRef: 'component:default/web',
    },
  );
  const webEffective: LaunchConfig = {
    recovery: {
      subnetId: 'subnet-b1',
      securityGroupIds: ['sg-b1'],
      instanceProfileArn: 'arn:aws:iam::444455556666:instance-profile/recovery',
      instanceType: 't3.small',
      rightSizingMethod: 'BASIC',
      copyPrivateIp: true,
      copyTags: true,
    },
    origin: {
      subnetId: 'subnet-a1',
      securityGroupIds: ['sg-a1', 'sg-a2'],
      instanceProfileArn: 'arn:aws:iam::111122223333:instance-profile/web',
      instanceType: 'm5.large',
    },
  };

  it("R3.2, R3.3, R3.4, R3.5, R3.6: launches with the original region's network, profile and type, and keeps how to launch", () => {
    const mirrored = mirror(web, [webEffective]);
    expect(mirrored.launchConfig.recovery).toEqual({
      subnetId: 'subnet-a1',
      securityGroupIds: ['sg-a1', 'sg-a2'],
      instanceProfileArn: 'arn:aws:iam::111122223333:instance-profile/web',
      instanceType: 'm5.large',
      rightSizingMethod: 'NONE',
      copyPrivateIp: true,
      copyTags: true,
    });
    expect(mirrored.launchConfig.origin).toEqual(webEffective.recovery);
    expect(mirrored).toMatchObject({
      mirrorOf: { sessionId: 'session-1', protectionGroupId: 'group-1' },
      originalName: 'Orders web',
      description: 'The web tier',
      owner: 'group:default/orders',
      entityRef: 'component:default/web',
      accountId: '111122223333',
      region: 'us-east-1',
      sourceAccountId: '444455556666',
      sourceRegion: 'us-west-2',
      selection: { by: 'ids', sourceServerIds: ['s-a0'] },
      serverOverrides: {},
    });
  });

  it('R3.2: keeps what differs between servers as overrides', () => {
    const other: LaunchConfig = {
      ...webEffective,
      origin: { ...webEffective.origin, subnetId: 'subnet-a2' },
    };
    const mirrored = mirror(web, [webEffective, other]);
    expect(mirrored.launchConfig.recovery.subnetId).toBeUndefined();
    expect(mirrored.launchConfig.recovery.instanceType).toBe('m5.large');
    expect(mirrored.serverOverrides).toEqual({
      's-a0': { recovery: { subnetId: 'subnet-a1' } },
      's-a1': { recovery: { subnetId: 'subnet-a2' } },
    });
  });

  it('keeps on record the tags that the original chose by', () => {
    const tags = { tier: 'web' };
    const mirrored = mirror({ ...web, selection: { by: 'tags', tags } }, [
      webEffective,
    ]);
    expect(mirrored.selection).toEqual({
      by: 'ids',
      sourceServerIds: ['s-a0'],
    });
    expect(mirrored.selectedByTags).toEqual(tags);
  });

  it('R3.2: gives every server its swapped halves, whatever stands in the group and what in overrides', () => {
    fc.assert(
      fc.property(cases, ({ group, servers }) => {
        const effective = servers.map(({ overrides, captured }) =>
          effectiveOf(group, overrides, captured),
        );
        const mirrored = mirror(anyGroup(group), effective);
        effective.forEach((one, index) => {
          const { recovery, origin: came } = completeHalves(one);
          expect(effectiveIn(mirrored, index)).toEqual({
            recovery: came,
            origin: recovery,
          });
        });
      }),
      propertyRuns(100),
    );
  });

  it("R3.2: mirroring a mirror gives back the original's effective halves", () => {
    fc.assert(
      fc.property(cases, ({ group, servers }) => {
        const effective = servers.map(({ overrides, captured }) =>
          effectiveOf(group, overrides, captured),
        );
        const once = mirror(anyGroup(group), effective);
        const twice = mirror(
          anyGroup(once.launchConfig, {
            accountId: once.accountId,
            region: once.region,
            sourceAccountId: once.sourceAccountId,
            sourceRegion: once.sourceRegion,
          }),
          servers.map((_, index) => effectiveIn(once, index)),
        );
        expect(twice).toMatchObject(PLACES);
        effective.forEach((one, index) => {
          const back = effectiveIn(twice, index);
          expect(back).toEqual(completeHalves(one));
          expect(back).toMatchObject(one);
        });
      }),
      propertyRuns(100),
    );
  });
});
