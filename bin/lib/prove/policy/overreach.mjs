import { createRequire } from 'node:module';
import { inRoot } from '../../paths.mjs';
import { assumeRole } from './iamControl.mjs';
import { ACCOUNT, PORTAL_KEY } from './policyEstate.mjs';
import { PLACES } from './shippedPolicies.mjs';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/${PLACES.ROLE_NAME}`;
const DENIED = /AccessDenied|UnauthorizedOperation/;

/** What somebody would try who has got hold of the portal's role: nothing of it is the portal's business. */
function attempts({ ec2, ssm, drs }, { machine, foreign, template }) {
  const client = (sdk, name) => (command, input) => ({
    send: clients => clients[name].send(new sdk[command](input)),
  });
  const onEc2 = client(ec2, 'ec2');
  const onSsm = client(ssm, 'ssm');
  const onDrs = client(drs, 'drs');
  return [
    [
      'terminating a machine in EC2',
      onEc2('TerminateInstancesCommand', { InstanceIds: [machine] }),
    ],
    [
      'stopping a machine in EC2',
      onEc2('StopInstancesCommand', { InstanceIds: [machine] }),
    ],
    [
      'rebooting a machine that DRS did not launch',
      onEc2('RebootInstancesCommand', { InstanceIds: [machine] }),
    ],
    [
      'tagging a machine',
      onEc2('CreateTagsCommand', {
        Resources: [machine],
        Tags: [{ Key: 'a', Value: 'b' }],
      }),
    ],
    [
      "changing a launch template that is not DRS's",
      onEc2('ModifyLaunchTemplateCommand', {
        LaunchTemplateId: template,
        DefaultVersion: '1',
      }),
    ],
    [
      'a document that no plan names',
      onSsm('SendCommandCommand', {
        DocumentName: 'AWS-RunSaltState',
        InstanceIds: [machine],
      }),
    ],
    [
      'a runbook that no plan names',
      onSsm('StartAutomationExecutionCommand', {
        DocumentName: 'AWS-TerminateEC2Instance',
      }),
    ],
    ['reading volumes by itself', onEc2('DescribeVolumesCommand', {})],
    [
      'changing how DRS replicates',
      onDrs('UpdateReplicationConfigurationCommand', {
        sourceServerID: foreign,
        bandwidthThrottling: 1,
      }),
    ],
    [
      'giving up a tag of DRS',
      onDrs('UntagResourceCommand', {
        resourceArn: `arn:aws:drs:us-west-2:${ACCOUNT}:source-server/${foreign}`,
        tagKeys: ['Team'],
      }),
    ],
  ];
}

/** Things to try on, one of each; a launch template loses the tag by which DRS's are known. */
function targets(state) {
  const { regions } = state.accounts[ACCOUNT];
  return {
    machine: Object.values(regions['us-east-1'].ec2.instances).find(
      ({ tags }) => !tags.AWSElasticDisasterRecoveryManaged,
    ).id,
    foreign: Object.keys(regions['us-west-2'].drs.sourceServers)[0],
    template: 'lt-0123456789abcdef0',
  };
}

/** Tries what the policy is there to prevent. Gives how often that was tried, and what got through. */
export async function overreach(simulatorUrl, state) {
  const require = createRequire(
    inRoot('plugins/disaster-recovery-backend/package.json'),
  );
  const sdk = Object.fromEntries(
    ['drs', 'ec2', 'ssm'].map(name => [
      name,
      require(`@aws-sdk/client-${name}`),
    ]),
  );
  const failures = [];
  const portalRole = `arn:aws:iam::${PLACES.PORTAL_ACCOUNT_ID}:role/${PLACES.PORTAL_ROLE}`;
  const portal = await assumeRole(simulatorUrl, PORTAL_KEY, portalRole);
  const assumptions = [
    ['the role without its external id', portal.accessKeyId, undefined],
    [
      "the role by another identity of the portal's account",
      PORTAL_KEY,
      PLACES.EXTERNAL_ID,
    ],
    ['the role by another account', 'AKIADEMOBILLING00002', PLACES.EXTERNAL_ID],
  ];
  for (const [what, key, externalId] of assumptions) {
    if ((await assumeRole(simulatorUrl, key, ROLE, externalId)).accessKeyId) {
      failures.push(`${what} was given`);
    }
  }
  const { accessKeyId, error } = await assumeRole(
    simulatorUrl,
    portal.accessKeyId,
    ROLE,
    PLACES.EXTERNAL_ID,
  );
  if (!accessKeyId) {
    throw new Error(`The portal cannot become its role: ${error}`);
  }
  const options = {
    endpoint: simulatorUrl,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey: 'no-secret-is-checked' },
  };
  const clients = {
    drs: new sdk.drs.DrsClient({ ...options, region: 'us-west-2' }),
    ec2: new sdk.ec2.EC2Client(options),
    ssm: new sdk.ssm.SSMClient(options),
  };
  const tried = attempts(sdk, targets(state));
  for (const [what, { send }] of tried) {
    const outcome = await send(clients).then(
      () => 'done',
      failure => failure.name,
    );
    if (!DENIED.test(outcome)) {
      failures.push(`${what} was answered with ${outcome}`);
    }
  }
  Object.values(clients).forEach(client => client.destroy());
  return { tried: assumptions.length + tried.length, failures };
}
