import type {
  LaunchConfig,
  LaunchConfigOverrides,
  LaunchSettings,
} from '@internal/plugin-disaster-recovery-common';
import { mergeLaunchSettings } from './mergeLaunchSettings';

/**
 * Both halves as they hold for one server. Recovery: the server's override over the group's. Origin: the server's override
 * over the group's over what was captured, so that an operator's word counts more than what was found.
 */
export function effectiveLaunchConfig(
  group: LaunchConfig,
  override: LaunchConfigOverrides | undefined,
  captured: LaunchSettings | undefined,
): LaunchConfig {
  return {
    recovery: mergeLaunchSettings(group.recovery, override?.recovery),
    origin: mergeLaunchSettings(captured, group.origin, override?.origin),
  };
}
