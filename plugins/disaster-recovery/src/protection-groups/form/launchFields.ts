import type {
  LaunchConfigOverrides,
  LaunchSettings,
} from '@internal/plugin-disaster-recovery-common';
import type { LaunchField } from '../launchConfigOf';

/** One half of the launch settings as typed: every field as text, empty where nothing is set. */
export type LaunchFields = Record<LaunchField, string>;

/** Both halves as typed. */
export interface ConfigFields {
  recovery: LaunchFields;
  origin: LaunchFields;
}

/** Fields with a few values, and what they are. A switch is `yes`, `no` or not set. */
export const CHOICES: Partial<Record<LaunchField, readonly string[]>> = {
  rightSizingMethod: ['NONE', 'BASIC', 'IN_AWS'],
  launchDisposition: ['STARTED', 'STOPPED'],
  copyPrivateIp: ['yes', 'no'],
  copyTags: ['yes', 'no'],
  osByol: ['yes', 'no'],
};

/** Fields that are read off the running machines. */
export const CAPTURED: readonly LaunchField[] = [
  'subnetId',
  'securityGroupIds',
  'instanceProfileArn',
  'instanceType',
];

const SWITCHES = { yes: true, no: false } as const;

/** Settings as a form shows them. */
export function toLaunchFields(settings: LaunchSettings = {}): LaunchFields {
  const text = (value: string | undefined) => value ?? '';
  const choice = (value: boolean | undefined) => {
    if (value === undefined) {
      return '';
    }
    return value ? 'yes' : 'no';
  };
  return {
    subnetId: text(settings.subnetId),
    securityGroupIds: (settings.securityGroupIds ?? []).join(', '),
    instanceProfileArn: text(settings.instanceProfileArn),
    instanceType: text(settings.instanceType),
    rightSizingMethod: text(settings.rightSizingMethod),
    copyPrivateIp: choice(settings.copyPrivateIp),
    staticPrivateIp: text(settings.staticPrivateIp),
    copyTags: choice(settings.copyTags),
    launchDisposition: text(settings.launchDisposition),
    osByol: choice(settings.osByol),
  };
}

/** Both halves as a form shows them. */
export function toConfigFields(config: LaunchConfigOverrides): ConfigFields {
  return {
    recovery: toLaunchFields(config.recovery),
    origin: toLaunchFields(config.origin),
  };
}

/** What was typed, as the API wants it; not checked. */
export function fromLaunchFields(
  fields: LaunchFields,
): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const [field, typed] of Object.entries(fields)) {
    const value = typed.trim();
    if (value !== '') {
      settings[field] =
        field === 'securityGroupIds'
          ? value.split(/[\s,;]+/).filter(Boolean)
          : SWITCHES[value as 'yes' | 'no'] ?? value;
    }
  }
  return settings;
}

/** Overrides as the API wants them: without a half in which nothing is set. */
export function fromOverrideFields(
  fields: ConfigFields,
): Record<string, unknown> {
  const halves = Object.entries(fields).map(
    ([half, typed]) => [half, fromLaunchFields(typed)] as const,
  );
  return Object.fromEntries(
    halves.filter(([, settings]) => Object.keys(settings).length > 0),
  );
}

/** How many fields of both halves are set. */
export function countSet(fields: ConfigFields | undefined): number {
  return [fields?.recovery, fields?.origin]
    .flatMap(half => Object.values(half ?? {}))
    .filter(value => value.trim() !== '').length;
}
