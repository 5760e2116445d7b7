import { isDeepStrictEqual } from 'node:util';
import {
  LAUNCH_SETTINGS_FIELDS,
  type LaunchSettings,
  type LaunchSettingsDrift,
} from '@internal/plugin-disaster-recovery-common';
import type {
  DrsLaunchConfiguration,
  LaunchTemplateChange,
  LaunchTemplateSettings,
} from '../aws';

/** What DRS and EC2 hold for a server now. */
export interface HeldLaunchSettings {
  configuration: DrsLaunchConfiguration;
  template: LaunchTemplateSettings;
}

const DRS_FIELDS = [
  'launchDisposition',
  'rightSizingMethod',
  'copyPrivateIp',
  'copyTags',
  'osByol',
] as const satisfies readonly (keyof LaunchSettings)[];

/** What is held, in the words of launch settings. */
export function toLaunchSettings({
  configuration,
  template,
}: HeldLaunchSettings): LaunchSettings {
  return {
    subnetId: template.subnetId,
    securityGroupIds: template.securityGroupIds,
    instanceProfileArn:
      template.instanceProfileArn ?? template.instanceProfileName,
    instanceType: template.instanceType,
    staticPrivateIp: template.privateIp,
    launchDisposition: configuration.launchDisposition,
    rightSizingMethod: configuration.rightSizingMethod,
    copyPrivateIp: configuration.copyPrivateIp,
    copyTags: configuration.copyTags,
    osByol: configuration.osByol,
  };
}

/** Templates may name a profile where settings have its ARN; the order of security groups means nothing. */
function same(field: keyof LaunchSettings, expected: unknown, actual: unknown) {
  if (field === 'securityGroupIds') {
    return isDeepStrictEqual(
      [...(expected as string[])].sort(),
      [...((actual as string[] | undefined) ?? [])].sort(),
    );
  }
  if (field === 'instanceProfileArn' && actual !== undefined) {
    return expected === actual || String(expected).split('/').at(-1) === actual;
  }
  return isDeepStrictEqual(expected, actual);
}

/** Where what is held differs from what is desired. What is not desired either way is left to DRS. */
export function compareLaunchSettings(
  desired: LaunchSettings,
  held: HeldLaunchSettings,
): LaunchSettingsDrift[] {
  const actual = toLaunchSettings(held);
  const drift: LaunchSettingsDrift[] = LAUNCH_SETTINGS_FIELDS.filter(
    field =>
      desired[field] !== undefined &&
      !same(field, desired[field], actual[field]),
  ).map(field => ({
    field,
    expected: desired[field],
    actual: actual[field] ?? null,
  }));
  // An address that is copied cannot be fixed at the same time.
  return desired.copyPrivateIp && actual.staticPrivateIp
    ? [
        ...drift,
        {
          field: 'staticPrivateIp',
          expected: null,
          actual: actual.staticPrivateIp,
        },
      ]
    : drift;
}

/** The part of a drift that DRS's own launch configuration is to be rid of; undefined when there is none. */
export function configurationChange(
  drift: LaunchSettingsDrift[],
): Partial<DrsLaunchConfiguration> | undefined {
  const fields: readonly string[] = DRS_FIELDS;
  const changes = drift.filter(({ field }) => fields.includes(field));
  return changes.length === 0
    ? undefined
    : Object.fromEntries(
        changes.map(({ field, expected }) => [field, expected]),
      );
}

/** The part of a drift that the launch template is to be rid of; undefined when there is none. */
export function templateChange(
  drift: LaunchSettingsDrift[],
): LaunchTemplateChange | undefined {
  const fields: readonly string[] = DRS_FIELDS;
  const changes = drift.filter(({ field }) => !fields.includes(field));
  if (changes.length === 0) {
    return undefined;
  }
  const { staticPrivateIp, ...rest } = Object.fromEntries(
    changes.map(({ field, expected }) => [field, expected]),
  );
  return {
    ...rest,
    ...(staticPrivateIp ? { privateIp: staticPrivateIp as string } : undefined),
    ...(staticPrivateIp === null && { clearPrivateIp: true }),
  };
}
