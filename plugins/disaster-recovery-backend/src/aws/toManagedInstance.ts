import type { InstanceInformation } from '@aws-sdk/client-ssm';
import { readPlatform } from './readPlatform';
import type { ManagedInstance } from './types';

/** Reads a managed node as SSM describes it. */
export function toManagedInstance(
  information: InstanceInformation,
): ManagedInstance {
  return {
    instanceId: information.InstanceId ?? '',
    pingStatus: information.PingStatus ?? '',
    lastPingAt: information.LastPingDateTime,
    platform: readPlatform(information.PlatformType),
    agentVersion: information.AgentVersion,
  };
}
