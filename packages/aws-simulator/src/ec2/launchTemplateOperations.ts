import { Call, Operations, read, write } from '../Call';
import { ec2Error, invalidToken } from './errors';
import { applyFilters, tagList, tagValues } from './filters';
import { LaunchTemplate, LaunchTemplateVersion } from './types';

type TemplateRequest = {
  LaunchTemplateId?: string;
  LaunchTemplateName?: string;
};

function templateOf(call: Call, input: TemplateRequest): LaunchTemplate {
  const { LaunchTemplateId: id, LaunchTemplateName: name } = input;
  if (!id && !name) {
    throw ec2Error(
      'MissingParameter',
      'Either a launch template ID or a launch template name must be specified in the request.',
    );
  }
  const templates = call.state.ec2.launchTemplates;
  const template = id
    ? templates[id]
    : Object.values(templates).find(item => item.name === name);
  if (!template) {
    throw id
      ? ec2Error(
          'InvalidLaunchTemplateId.NotFound',
          `The specified launch template, with template ID ${id}, does not exist.`,
        )
      : ec2Error(
          'InvalidLaunchTemplateName.NotFoundException',
          `The specified launch template, with template name ${name}, does not exist.`,
        );
  }
  return template;
}

function versionOf(
  template: LaunchTemplate,
  wanted: string,
): LaunchTemplateVersion {
  const number =
    {
      $Default: template.defaultVersion,
      $Latest: template.latestVersion,
    }[wanted] ?? Number(wanted);
  const version = template.versions.find(item => item.number === number);
  if (!version) {
    throw ec2Error(
      'InvalidLaunchTemplateId.VersionNotFound',
      `Could not find the specified version ${wanted} for the launch template with ID ${template.id}.`,
    );
  }
  return version;
}

function viewTemplate(call: Call, template: LaunchTemplate) {
  return {
    LaunchTemplateId: template.id,
    LaunchTemplateName: template.name,
    CreateTime: template.createdAt,
    CreatedBy: `arn:aws:sts::${call.account}:assumed-role/AWSServiceRoleForElasticDisasterRecovery/drs`,
    DefaultVersionNumber: template.defaultVersion,
    LatestVersionNumber: template.latestVersion,
    Tags: tagList(template.tags),
  };
}

function viewVersion(
  call: Call,
  template: LaunchTemplate,
  version: LaunchTemplateVersion,
) {
  return {
    LaunchTemplateId: template.id,
    LaunchTemplateName: template.name,
    VersionNumber: version.number,
    VersionDescription: version.description,
    CreateTime: version.createdAt,
    CreatedBy: call.principal.arn,
    DefaultVersion: version.number === template.defaultVersion,
    LaunchTemplateData: version.data,
  };
}

export const launchTemplateOperations: Operations = {
  DescribeLaunchTemplates: read((input, call) => {
    const all = Object.values(call.state.ec2.launchTemplates);
    const named = [
      ...(input.LaunchTemplateIds ?? []).map((LaunchTemplateId: string) =>
        templateOf(call, { LaunchTemplateId }),
      ),
      ...(input.LaunchTemplateNames ?? []).map((LaunchTemplateName: string) =>
        templateOf(call, { LaunchTemplateName }),
      ),
    ];
    const found = applyFilters(
      named.length ? named : all,
      input.Filters,
      (item, name) =>
        name === 'launch-template-name'
          ? [item.name]
          : tagValues(item.tags, name),
    );
    const page = call.page(found, item => item.id, {
      token: input.NextToken,
      size: input.MaxResults ?? 200,
      query: input.Filters,
      invalidToken,
    });
    return {
      LaunchTemplates: page.items.map(item => viewTemplate(call, item)),
      NextToken: page.nextToken,
    };
  }),

  DescribeLaunchTemplateVersions: read((input, call) => {
    const hasTemplate = input.LaunchTemplateId || input.LaunchTemplateName;
    const wanted: string[] = input.Versions ?? [];
    // Without a template, the default or latest versions of all of them may be asked for.
    const templates = hasTemplate
      ? [templateOf(call, input)]
      : Object.values(call.state.ec2.launchTemplates);
    if (!hasTemplate && !wanted.length) templateOf(call, input);
    const found = templates.flatMap(template =>
      (wanted.length
        ? wanted.map(name => versionOf(template, name))
        : [...template.versions].reverse()
      )
        .filter(
          version =>
            version.number >= Number(input.MinVersion ?? 0) &&
            version.number <= Number(input.MaxVersion ?? Infinity),
        )
        .map(version => ({ template, version })),
    );
    const page = call.page(
      found,
      item => `${item.template.id}/${item.version.number}`,
      {
        token: input.NextToken,
        size: input.MaxResults ?? 200,
        query: [input.LaunchTemplateId, input.LaunchTemplateName, wanted],
        invalidToken,
      },
    );
    return {
      LaunchTemplateVersions: page.items.map(item =>
        viewVersion(call, item.template, item.version),
      ),
      NextToken: page.nextToken,
    };
  }),

  CreateLaunchTemplateVersion: write((input, call) => {
    const template = templateOf(call, input);
    const base = input.SourceVersion
      ? versionOf(template, input.SourceVersion).data
      : {};
    template.latestVersion += 1;
    const version: LaunchTemplateVersion = {
      number: template.latestVersion,
      createdAt: call.now,
      description: input.VersionDescription,
      // A member that is given replaces the inherited one as a whole, lists included.
      data: { ...base, ...input.LaunchTemplateData },
    };
    template.versions.push(version);
    return { LaunchTemplateVersion: viewVersion(call, template, version) };
  }),

  ModifyLaunchTemplate: write((input, call) => {
    const template = templateOf(call, input);
    if (input.DefaultVersion !== undefined) {
      template.defaultVersion = versionOf(
        template,
        input.DefaultVersion,
      ).number;
    }
    return { LaunchTemplate: viewTemplate(call, template) };
  }),
};
