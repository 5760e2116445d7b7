import { Call } from '../Call';
import { drsArn } from '../drs/arns';
import { Tags } from '../ec2/types';
import { AMAZON_DOCUMENTS } from '../ssm/amazonDocuments';
import { AccessCheck } from './types';

type Input = Record<string, any>;
type Resource = { arn: string; tags?: Tags };

const ANY: Resource[] = [{ arn: '*' }];

function serverResource(call: Call, id: string): Resource {
  return {
    arn: drsArn('source-server', call, id),
    tags: call.state.drs.sourceServers[id]?.tags,
  };
}

function recoveryInstanceResource(call: Call, id: string): Resource {
  return {
    arn: drsArn('recovery-instance', call, id),
    tags: call.state.drs.recoveryInstances[id]?.tags,
  };
}

function taggedResource(call: Call, arn: string): Resource {
  const [kind, id] = arn.split(':')[5]?.split('/') ?? [];
  const { drs } = call.state;
  const tags =
    kind === 'source-server'
      ? drs.sourceServers[id]?.tags
      : drs.recoveryInstances[id]?.tags;
  return { arn, tags };
}

function drsResources(call: Call, input: Input): Resource[] {
  if (input.sourceServers) {
    return input.sourceServers.map((item: Input) =>
      serverResource(call, item.sourceServerID),
    );
  }
  if (input.recoveryInstanceIDs) {
    return input.recoveryInstanceIDs.map((id: string) =>
      recoveryInstanceResource(call, id),
    );
  }
  if (input.sourceServerID) return [serverResource(call, input.sourceServerID)];
  if (input.recoveryInstanceID) {
    return [recoveryInstanceResource(call, input.recoveryInstanceID)];
  }
  if (input.jobID) return [{ arn: drsArn('job', call, input.jobID) }];
  if (input.resourceArn) return [taggedResource(call, input.resourceArn)];
  return ANY;
}

function instanceResource(call: Call, id: string): Resource {
  return {
    arn: `arn:aws:ec2:${call.region}:${call.account}:instance/${id}`,
    tags: call.state.ec2.instances[id]?.tags,
  };
}

function ec2Resources(call: Call, input: Input): Resource[] {
  // EC2's describes know no resources.
  if (call.operation.startsWith('Describe')) return ANY;
  if (call.operation.endsWith('Instances')) {
    return (input.InstanceIds ?? []).map((id: string) =>
      instanceResource(call, id),
    );
  }
  const template = Object.values(call.state.ec2.launchTemplates).find(
    ({ id, name }) =>
      id === input.LaunchTemplateId || name === input.LaunchTemplateName,
  );
  if (input.LaunchTemplateId || input.LaunchTemplateName) {
    const id = template?.id ?? input.LaunchTemplateId ?? '*';
    return [
      {
        arn: `arn:aws:ec2:${call.region}:${call.account}:launch-template/${id}`,
        tags: template?.tags,
      },
    ];
  }
  return ANY;
}

function ssmResources(call: Call, input: Input): Resource[] {
  const { region, account, operation } = call;
  const named = String(input.DocumentName ?? input.Name);
  const document = named.startsWith('arn:')
    ? named.split('/').slice(1).join('/')
    : named;
  const owner = document in AMAZON_DOCUMENTS ? '' : account;
  const arn = (kind: string, id: string) => ({
    arn: `arn:aws:ssm:${region}:${owner}:${kind}/${id}`,
  });
  switch (operation) {
    case 'SendCommand':
      return [
        arn('document', document),
        ...(input.InstanceIds ?? ['*']).map((id: string) =>
          instanceResource(call, id),
        ),
      ];
    case 'DescribeDocument':
    case 'GetDocument':
      return [arn('document', document)];
    case 'StartAutomationExecution':
      return [
        arn(
          'automation-definition',
          `${document}:${input.DocumentVersion ?? '$DEFAULT'}`,
        ),
      ];
    case 'GetAutomationExecution':
    case 'StopAutomationExecution':
      return [
        {
          arn: `arn:aws:ssm:${region}:${account}:automation-execution/${input.AutomationExecutionId}`,
        },
      ];
    default:
      return ANY;
  }
}

function logsResources(call: Call, input: Input): Resource[] {
  if (!input.logGroupName) return ANY;
  // A group alone ends in an empty stream, as in AWS's own refusals.
  const stream = input.logStreamName ?? '';
  return [
    {
      arn: `arn:aws:logs:${call.region}:${call.account}:log-group:${input.logGroupName}:log-stream:${stream}`,
    },
  ];
}

function resourcesOf(call: Call, input: Input): Resource[] {
  switch (call.service) {
    case 'drs':
      return drsResources(call, input);
    case 'ec2':
      return ec2Resources(call, input);
    case 'ssm':
      return ssmResources(call, input);
    case 'logs':
      return logsResources(call, input);
    case 'iam':
      return [
        {
          arn: `arn:aws:iam::${call.account}:instance-profile/${input.InstanceProfileName}`,
        },
      ];
    default:
      return [{ arn: input.RoleArn ?? '*' }];
  }
}

/** What a caller must be allowed to do for a call, by itself. */
export function checksOfCall(call: Call, input: Input): AccessCheck[] {
  // Whoever has credentials may ask whose they are.
  if (call.operation === 'GetCallerIdentity') return [];
  const resources = resourcesOf(call, input);
  const checkOf = (action: string) =>
    resources.map(({ arn, tags }) => ({
      action,
      resource: arn,
      resourceTags: tags,
      requestTags: input.tags,
    }));
  const checks = checkOf(`${call.service}:${call.operation}`);
  const makesTagged =
    call.service === 'drs' && call.operation !== 'TagResource' && input.tags;
  return makesTagged ? [...checks, ...checkOf('drs:TagResource')] : checks;
}
