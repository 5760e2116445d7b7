import type { LaunchSettings } from '@internal/plugin-disaster-recovery-common';
import type { AwsRegion } from '../aws';
import type { LaunchFacts } from './checkLaunchSettings';

async function ask<T>(keys: string[], look: (key: string) => Promise<T>) {
  const unique = [...new Set(keys)];
  const answers = await Promise.all(unique.map(look));
  return new Map(unique.map((key, index) => [key, answers[index]]));
}

/**
 * Looks up everything that some settings name, each thing once.
 *
 * @throws AwsOperationError
 */
export async function gatherLaunchFacts(
  aws: AwsRegion,
  settings: LaunchSettings[],
): Promise<LaunchFacts> {
  const [subnets, groups, offeredTypes, instanceProfiles] = await Promise.all([
    aws.ec2.listSubnets(settings.flatMap(({ subnetId }) => subnetId ?? [])),
    aws.ec2.listSecurityGroups(
      settings.flatMap(({ securityGroupIds }) => securityGroupIds ?? []),
    ),
    ask(
      settings.flatMap(({ instanceType }) => instanceType ?? []),
      type => aws.ec2.offersInstanceType(type),
    ),
    ask(
      settings.flatMap(({ instanceProfileArn }) => instanceProfileArn ?? []),
      arn => aws.iam.hasInstanceProfile(arn),
    ),
  ]);
  return {
    region: aws.region,
    subnets: new Map(subnets.map(subnet => [subnet.id, subnet])),
    securityGroups: new Map(groups.map(group => [group.id, group.vpcId])),
    offeredTypes,
    instanceProfiles,
  };
}
