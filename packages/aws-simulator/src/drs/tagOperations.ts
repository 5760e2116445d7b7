import { Call, Operations, read, write } from '../Call';
import { Tags } from '../ec2/types';
import { notFound } from './errors';

/** The tags of whatever an ARN names. */
function tagsOf(call: Call, arn: string): Tags {
  const [, , service, region, account, resource = ''] = arn.split(':');
  const [kind, id] = resource.split('/');
  const isOwn =
    service === 'drs' && region === call.region && account === call.account;
  const { drs } = call.state;
  const collections: Record<string, Record<string, { tags?: Tags }>> = {
    'source-server': drs.sourceServers,
    'recovery-instance': drs.recoveryInstances,
    job: drs.jobs,
    'replication-configuration-template': drs.replicationTemplates,
    'launch-configuration-template': drs.launchTemplates,
  };
  const found = isOwn ? collections[kind]?.[id] : undefined;
  if (!found) throw notFound('Resource', arn);
  found.tags ??= {};
  return found.tags;
}

export const tagOperations: Operations = {
  TagResource: write((input, call) => {
    Object.assign(tagsOf(call, input.resourceArn), input.tags);
  }),

  UntagResource: write((input, call) => {
    const tags = tagsOf(call, input.resourceArn);
    for (const key of input.tagKeys) {
      delete tags[key];
    }
  }),

  ListTagsForResource: read((input, call) => ({
    tags: tagsOf(call, input.resourceArn),
  })),
};
