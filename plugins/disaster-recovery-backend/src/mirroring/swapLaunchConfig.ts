import {
  LAUNCH_SETTINGS_FIELDS,
  type LaunchConfig,
  type LaunchSettings,
} from '@internal/plugin-disaster-recovery-common';

/** How a launch behaves, whichever region it is in: what only one half says holds for both. */
const SHARED_FIELDS = ['copyTags', 'launchDisposition', 'osByol'] as const;

function withoutAbsent(settings: LaunchSettings): LaunchSettings {
  return Object.fromEntries(
    LAUNCH_SETTINGS_FIELDS.flatMap(field =>
      settings[field] === undefined ? [] : [[field, settings[field]]],
    ),
  );
}

function copyPrivateIp(half: LaunchSettings) {
  return (
    half.copyPrivateIp ??
    (half.staticPrivateIp === undefined ? undefined : false)
  );
}

function rightSizingMethod(half: LaunchSettings, other: LaunchSettings) {
  if (half.rightSizingMethod !== undefined) {
    return half.rightSizingMethod;
  }
  if (half.instanceType !== undefined) {
    return 'NONE';
  }
  // NONE without an instance type would launch whatever type the template happens to hold.
  return other.rightSizingMethod === 'NONE'
    ? undefined
    : other.rightSizingMethod;
}

function completeHalf(half: LaunchSettings, other: LaunchSettings) {
  const shared = Object.fromEntries(
    SHARED_FIELDS.map(field => [field, half[field] ?? other[field]]),
  );
  return withoutAbsent({
    ...half,
    ...shared,
    copyPrivateIp: copyPrivateIp(half) ?? copyPrivateIp(other),
    rightSizingMethod: rightSizingMethod(half, other),
  });
}

/**
 * Both halves as they have to read before they can change places.
 *
 * @remarks
 * The origin half is captured from EC2, which knows the network, the type and the profile, but not how DRS should
 * launch: whether to copy tags and the private address, to start the instance, to bring a license. Those are inherited
 * from the other half. Network, profile and type belong to a region and never are. A half with an instance type and no
 * right-sizing method gets NONE, the only method that honors the type. Completing twice changes nothing more.
 */
export function completeHalves(config: LaunchConfig): LaunchConfig {
  return {
    recovery: completeHalf(config.recovery, config.origin),
    origin: completeHalf(config.origin, config.recovery),
  };
}

/** The launch settings of the way back: where the machine came from becomes where it is launched. */
export function swapLaunchConfig(config: LaunchConfig): LaunchConfig {
  const { recovery, origin } = completeHalves(config);
  return { recovery: origin, origin: recovery };
}

/** Which of the fields that a launch cannot do without the origin half lacks; empty when it can be mirrored. */
export function missingOriginFields(config: LaunchConfig): string[] {
  const { subnetId, securityGroupIds } = config.origin;
  return [
    ...(subnetId === undefined ? ['subnet'] : []),
    ...(securityGroupIds === undefined || securityGroupIds.length === 0
      ? ['security groups']
      : []),
  ];
}
