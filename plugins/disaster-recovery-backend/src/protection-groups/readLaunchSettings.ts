import {
  AwsOperationError,
  type AwsRegion,
  type DrsLaunchConfiguration,
} from '../aws';
import type { HeldLaunchSettings } from './compareLaunchSettings';

async function findTemplates({ ec2 }: AwsRegion, launchTemplateIds: string[]) {
  if (launchTemplateIds.length <= 1) {
    return new Map();
  }
  try {
    return await ec2.findDefaultLaunchTemplates(launchTemplateIds);
  } catch (error) {
    if (!(error instanceof AwsOperationError)) {
      throw error;
    }
    // Asked one by one, each server has its own answer or error.
    return new Map();
  }
}

/** What DRS and EC2 hold for one server. @throws AwsOperationError */
export async function readLaunchSettings(
  aws: AwsRegion,
  sourceServerId: string,
  readConfiguration?: (id: string) => Promise<DrsLaunchConfiguration>,
): Promise<HeldLaunchSettings> {
  const [held] = await readManyLaunchSettings(
    aws,
    [sourceServerId],
    readConfiguration,
  );
  if (held.status === 'rejected') {
    throw held.reason;
  }
  return held.value;
}

/**
 * What DRS and EC2 hold for each server, in the order of the ids, or why that could not be read. DRS tells its part of one
 * server at a time; the launch templates are read together.
 *
 * @param readConfiguration - what DRS holds for a server; DRS is asked unless given
 */
export async function readManyLaunchSettings(
  aws: AwsRegion,
  sourceServerIds: string[],
  readConfiguration: (id: string) => Promise<DrsLaunchConfiguration> = id =>
    aws.drs.getLaunchConfiguration(id),
): Promise<PromiseSettledResult<HeldLaunchSettings>[]> {
  const configurations = await Promise.allSettled(
    sourceServerIds.map(readConfiguration),
  );
  const templates = await findTemplates(
    aws,
    configurations.flatMap(
      one => (one.status === 'fulfilled' && one.value.launchTemplateId) || [],
    ),
  );
  return Promise.allSettled(
    configurations.map(async one => {
      if (one.status === 'rejected') {
        throw one.reason;
      }
      const configuration = one.value;
      const { launchTemplateId, sourceServerId } = configuration;
      if (!launchTemplateId) {
        throw new Error(
          `DRS has no launch template for ${sourceServerId} yet: it is made when the server is added.`,
        );
      }
      const template =
        templates.get(launchTemplateId) ??
        (await aws.ec2.getDefaultLaunchTemplate(launchTemplateId));
      return { configuration, template };
    }),
  );
}
