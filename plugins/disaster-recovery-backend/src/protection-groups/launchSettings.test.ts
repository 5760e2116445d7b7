import {
  LAUNCH_SETTINGS_FIELDS,
  type LaunchConfig,
  type LaunchSettings,
} from '@internal/plugin-disaster-recovery-common';
import fc from 'fast-check';
import {
  compareLaunchSettings,
  configurationChange,
  type HeldLaunchSettings,
  templateChange,
  toLaunchSettings,
} from './compareLaunchSettings';
import { desiredLaunchSettings } from './desiredLaunchSettings';
import { effectiveLaunchConfig } from './effectiveLaunchConfig';

const hex = fc.stringMatching(/^[0-9a-f]{8}$/);
const settings: fc.Arbitrary<LaunchSettings> = fc.record(
  {
    subnetId: hex.map(id => `subnet-${id}`),
    securityGroupIds: fc.uniqueArray(
      hex.map(id => `sg-${id}`),
      { minLength: 1, maxLength: 3 },
    ),
    instanceProfileArn: hex.map(
      name => `arn:aws:iam::111122223333:instance-profile/app/${name}`,
    ),
    instanceType: fc.constantFrom('m5.large', 'r5.xlarge', 't3.micro'),
    copyPrivateIp: fc.boolean(),
    copyTags: fc.boolean(),
    launchDisposition: fc.constantFrom('STARTED', 'STOPPED'),
    rightSizingMethod: fc.constantFrom('NONE', 'BASIC', 'IN_AWS'),
    osByol: fc.boolean(),
    staticPrivateIp: fc.constantFrom('10.0.0.10', '10.0.0.11'),
  },
  { requiredKeys: [] },
);
const config: fc.Arbitrary<LaunchConfig> = fc.record({
  recovery: settings,
  origin: settings,
});
const swap = ({ recovery, origin }: LaunchConfig): LaunchConfig => ({
  recovery: origin,
  origin: recovery,
});

const held = (): HeldLaunchSettings => ({
  configuration: {
    sourceServerId: 's-11111111111111111',
    launchTemplateId: 'lt-1',
    launchDisposition: 'STARTED',
    rightSizingMethod: 'BASIC',
    copyPrivateIp: false,
    copyTags: false,
    osByol: false,
  },
  template: { launchTemplateId: 'lt-1', version: 4 },
});

/** What AWS holds after it took the changes. */
function take(
  before: HeldLaunchSettings,
  drift: ReturnType<typeof compareLaunchSettings>,
): HeldLaunchSettings {
  const { clearPrivateIp, ...template } = templateChange(drift) ?? {};
  return {
    configuration: { ...before.configuration, ...configurationChange(drift) },
    template: {
      ...before.template,
      ...(clearPrivateIp && { privateIp: undefined }),
      ...template,
    },
  };
}

describe('effectiveLaunchConfig', () => {
  it('lets a server override its group, and both override what was captured', () => {
    const effective = effectiveLaunchConfig(
      {
        recovery: { subnetId: 'subnet-group', copyTags: true },
        origin: { instanceType: 'm5.large' },
      },
      {
        recovery: { subnetId: 'subnet-server' },
        origin: { instanceProfileArn: 'profile-server' },
      },
      {
        subnetId: 'subnet-captured',
        instanceType: 't3.micro',
        instanceProfileArn: 'profile-captured',
      },
    );
    expect(effective).toEqual({
      recovery: { subnetId: 'subnet-server', copyTags: true },
      origin: {
        subnetId: 'subnet-captured',
        instanceType: 'm5.large',
        instanceProfileArn: 'profile-server',
      },
    });
  });

  it('keeps what is false, and never takes a field from the other half', () => {
    fc.assert(
      fc.property(config, config, (group, override) => {
        const effective = effectiveLaunchConfig(group, override, undefined);
        for (const half of ['recovery', 'origin'] as const) {
          for (const field of LAUNCH_SETTINGS_FIELDS) {
            expect(effective[half][field]).toEqual(
              override[half][field] ?? group[half][field],
            );
          }
        }
      }),
    );
  });

  it('R3.6: gives the original halves back when they are swapped twice, overrides and all', () => {
    fc.assert(
      fc.property(config, config, (group, override) => {
        const effective = effectiveLaunchConfig(group, override, undefined);
        expect(
          swap(effectiveLaunchConfig(swap(group), swap(override), undefined)),
        ).toEqual(effective);
        expect(effectiveLaunchConfig(effective, undefined, undefined)).toEqual(
          effective,
        );
      }),
    );
  });
});

describe('desiredLaunchSettings', () => {
  it('makes DRS honor an instance type, unless the operator says otherwise', () => {
    expect(
      desiredLaunchSettings({ instanceType: 'm5.large' }).rightSizingMethod,
    ).toBe('NONE');
    expect(
      desiredLaunchSettings({
        instanceType: 'm5.large',
        rightSizingMethod: 'IN_AWS',
      }).rightSizingMethod,
    ).toBe('IN_AWS');
    expect(desiredLaunchSettings({ copyTags: true })).toEqual({
      copyTags: true,
    });
  });

  it('copies no private address where a static one is wanted', () => {
    expect(
      desiredLaunchSettings({
        copyPrivateIp: true,
        staticPrivateIp: '10.0.0.10',
      }),
    ).toEqual({ copyPrivateIp: false, staticPrivateIp: '10.0.0.10' });
  });
});

describe('compareLaunchSettings', () => {
  it('finds no drift once its changes were taken, and leaves alone what nobody asked for', () => {
    fc.assert(
      fc.property(settings, settings, (first, second) => {
        const before = take(
          held(),
          compareLaunchSettings(desiredLaunchSettings(first), held()),
        );
        const desired = desiredLaunchSettings(second);
        const drift = compareLaunchSettings(desired, before);
        const after = take(before, drift);
        expect(compareLaunchSettings(desired, after)).toEqual([]);
        const asked = new Set(drift.map(({ field }) => field));
        const others = LAUNCH_SETTINGS_FIELDS.filter(
          field => !asked.has(field),
        );
        const of = (each: HeldLaunchSettings) => {
          const all = toLaunchSettings(each);
          return others.map(field => all[field]);
        };
        expect(of(after)).toEqual(of(before));
      }),
    );
  });

  it('takes security groups for the same in any order, and a profile by its name', () => {
    const aws = held();
    aws.template.securityGroupIds = ['sg-b', 'sg-a'];
    aws.template.instanceProfileName = 'web';
    expect(
      compareLaunchSettings(
        {
          securityGroupIds: ['sg-a', 'sg-b'],
          instanceProfileArn: 'arn:aws:iam::111122223333:instance-profile/web',
        },
        aws,
      ),
    ).toEqual([]);
  });

  it('says what was expected and what is there', () => {
    expect(
      compareLaunchSettings({ subnetId: 'subnet-1', copyTags: true }, held()),
    ).toEqual([
      { field: 'subnetId', expected: 'subnet-1', actual: null },
      { field: 'copyTags', expected: true, actual: false },
    ]);
  });
});
