import { Call, Operations, read, write } from '../Call';
import { drsArn } from './arns';
import { conflict, notFound, quotaExceeded } from './errors';
import { pageOf } from './pageOf';

type Templates = Record<string, Record<string, any>>;

function find(templates: Templates, kind: string, id: string) {
  const template = templates[id];
  if (!template) throw notFound(kind, id);
  return template;
}

function list(
  call: Call,
  input: Record<string, any>,
  templates: Templates,
  idMember: string,
  wanted: string[] | undefined,
) {
  const items = Object.values(templates).filter(
    item => !wanted?.length || wanted.includes(item[idMember]),
  );
  const page = pageOf(call, input, items, item => item[idMember]);
  return { items: page.items, nextToken: page.nextToken };
}

export const templateOperations: Operations = {
  DescribeReplicationConfigurationTemplates: read((input, call) =>
    list(
      call,
      input,
      call.state.drs.replicationTemplates,
      'replicationConfigurationTemplateID',
      input.replicationConfigurationTemplateIDs,
    ),
  ),

  CreateReplicationConfigurationTemplate: write((input, call) => {
    const id = call.world.id('rct');
    const template = {
      ...input,
      tags: input.tags ?? {},
      replicationConfigurationTemplateID: id,
      arn: drsArn('replication-configuration-template', call, id),
    };
    call.state.drs.replicationTemplates[id] = template;
    return template;
  }),

  UpdateReplicationConfigurationTemplate: write((input, call) =>
    Object.assign(
      find(
        call.state.drs.replicationTemplates,
        'ReplicationConfigurationTemplate',
        input.replicationConfigurationTemplateID,
      ),
      input,
    ),
  ),

  DeleteReplicationConfigurationTemplate: write((input, call) => {
    const id = input.replicationConfigurationTemplateID;
    find(
      call.state.drs.replicationTemplates,
      'ReplicationConfigurationTemplate',
      id,
    );
    delete call.state.drs.replicationTemplates[id];
  }),

  DescribeLaunchConfigurationTemplates: read((input, call) =>
    list(
      call,
      input,
      call.state.drs.launchTemplates,
      'launchConfigurationTemplateID',
      input.launchConfigurationTemplateIDs,
    ),
  ),

  CreateLaunchConfigurationTemplate: write((input, call) => {
    if (Object.keys(call.state.drs.launchTemplates).length > 0) {
      throw quotaExceeded(
        'The number of launch configuration templates cannot exceed 1.',
        'L-1F3FAE4D',
      );
    }
    const id = call.world.id('lct');
    const template = {
      ...input,
      tags: input.tags ?? {},
      launchConfigurationTemplateID: id,
      arn: drsArn('launch-configuration-template', call, id),
    };
    call.state.drs.launchTemplates[id] = template;
    return { launchConfigurationTemplate: template };
  }),

  UpdateLaunchConfigurationTemplate: write((input, call) => ({
    launchConfigurationTemplate: Object.assign(
      find(
        call.state.drs.launchTemplates,
        'LaunchConfigurationTemplate',
        input.launchConfigurationTemplateID,
      ),
      input,
    ),
  })),

  DeleteLaunchConfigurationTemplate: write((input, call) => {
    const id = input.launchConfigurationTemplateID;
    find(call.state.drs.launchTemplates, 'LaunchConfigurationTemplate', id);
    if (Object.values(call.state.drs.sourceServers).some(s => s.activeJobId)) {
      throw conflict(
        'The template is in use.',
        'LAUNCH_CONFIGURATION_TEMPLATE',
        id,
      );
    }
    delete call.state.drs.launchTemplates[id];
  }),

  DescribeSourceNetworks: read(() => ({ items: [] })),
  ListLaunchActions: read(() => ({ items: [] })),
};
