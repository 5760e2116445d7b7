import type { LaunchSettings } from '@internal/plugin-disaster-recovery-common';

/**
 * What DRS and EC2 are to hold for a server: its effective settings, with what follows from them.
 *
 * @remarks
 * DRS honors an instance type only with the right-sizing method NONE, so it is NONE unless the operator said otherwise. A
 * static address cannot be had together with a copied one.
 */
export function desiredLaunchSettings(
  effective: LaunchSettings,
): LaunchSettings {
  const { instanceType, rightSizingMethod, staticPrivateIp } = effective;
  return {
    ...effective,
    ...(instanceType && !rightSizingMethod && { rightSizingMethod: 'NONE' }),
    ...(staticPrivateIp && { copyPrivateIp: false }),
  };
}
