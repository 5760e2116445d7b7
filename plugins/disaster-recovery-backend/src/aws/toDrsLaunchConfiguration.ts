import type { LaunchConfiguration } from '@aws-sdk/client-drs';
import type { DrsLaunchConfiguration } from './types';

/** Reads the part of a server's launch settings that DRS keeps. */
export function toDrsLaunchConfiguration(
  sourceServerId: string,
  answer: LaunchConfiguration,
): DrsLaunchConfiguration {
  return {
    sourceServerId,
    name: answer.name,
    launchTemplateId: answer.ec2LaunchTemplateID,
    launchDisposition:
      answer.launchDisposition as DrsLaunchConfiguration['launchDisposition'],
    rightSizingMethod:
      answer.targetInstanceTypeRightSizingMethod as DrsLaunchConfiguration['rightSizingMethod'],
    copyPrivateIp: answer.copyPrivateIp,
    copyTags: answer.copyTags,
    osByol: answer.licensing?.osByol,
  };
}
