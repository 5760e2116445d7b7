import type { AwsRegion } from '../aws';
import { readLaunchSettings } from './readLaunchSettings';

/**
 * Gives a source server that DRS has just made the launch settings of the one that it takes the place of.
 *
 * @remarks
 * DRS makes it a launch template without network and instance profile, from which nothing can be launched. A template
 * that has either was seen to by somebody, and stays as it is. The earlier server has launched with its settings, so they
 * are not looked up again. DRS's own configuration comes first, since DRS may rewrite the template when it changes.
 *
 * @throws AwsOperationError when the settings cannot be read or written
 */
export async function carryLaunchSettings(
  aws: AwsRegion,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const fresh = (await readLaunchSettings(aws, to)).template;
  if (fresh.subnetId || fresh.instanceProfileArn || fresh.instanceProfileName) {
    return;
  }
  const { configuration, template } = await readLaunchSettings(aws, from);
  await aws.drs.updateLaunchConfiguration({
    sourceServerId: to,
    launchDisposition: configuration.launchDisposition,
    rightSizingMethod: configuration.rightSizingMethod,
    copyPrivateIp: configuration.copyPrivateIp,
    copyTags: configuration.copyTags,
    osByol: configuration.osByol,
  });
  const { launchTemplateId: _id, version: _version, ...settings } = template;
  await aws.ec2.updateDefaultLaunchTemplate(fresh.launchTemplateId, settings);
}
