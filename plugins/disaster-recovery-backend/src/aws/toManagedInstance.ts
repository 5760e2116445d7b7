import type { InstanceInformation } from '@aws-sdk/client-ssm';
import type { AwsClock } from './AwsClock';
import { readPlatform } from './readPlatform';
import type { ManagedInstance } from './types';

/** Reads a managed node as SSM describes it. */
export function toManagedInstance(
  information: InstanceInformation,
  clock: AwsClock,
): ManagedInstance {
  const lastPingAt = information.LastPingDateTime;
  return {
    instanceId: information.InstanceId ?? '',
    pingStatus: information.PingStatus ?? '',
    lastPingAt,
    heardAt: lastPingAt && clock.toPortalTime(lastPingAt),
    platform: readPlatform(information.PlatformType),
    agentVersion: information.AgentVersion,
  };
}
