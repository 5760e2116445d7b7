import { SYSTEMS } from '../twoTeams.mjs';
import { planInput, validRequest } from '../validRequests.mjs';

const { accountId, owner } = SYSTEMS.orders;

/** A group with every member that a body may have, of the one server that no other group holds. */
function groupExample(name, sourceServerId) {
  return {
    name,
    description: 'Of the prover',
    owner,
    entityRef: 'component:default/payroll',
    accountId,
    region: 'us-west-2',
    sourceAccountId: accountId,
    sourceRegion: 'us-east-1',
    selection: { by: 'ids', sourceServerIds: [sourceServerId] },
    launchConfig: {
      recovery: {
        instanceType: 'm5.large',
        copyPrivateIp: false,
        copyTags: true,
        launchDisposition: 'STARTED',
        rightSizingMethod: 'NONE',
        osByol: false,
      },
      origin: {
        subnetId: 'subnet-0123456789abcdef0',
        securityGroupIds: ['sg-0123456789abcdef0'],
        instanceProfileArn: `arn:aws:iam::${accountId}:instance-profile/payroll`,
      },
    },
    serverOverrides: {
      [sourceServerId]: { origin: { staticPrivateIp: '10.0.0.9' } },
    },
  };
}

/** A plan with every member that a body may have. */
function planExample(name, plan) {
  const [first, ...rest] = plan.waves;
  return {
    ...planInput(plan),
    name,
    description: 'Of the prover',
    entityRef: 'component:default/orders',
    waves: [
      {
        ...first,
        description: 'The first',
        preActions: [
          {
            name: 'Warm',
            kind: 'COMMAND',
            documentName: 'Orders-WarmCaches',
            documentVersion: '$DEFAULT',
            parameters: { Site: ['recovery'] },
            targets: { kind: 'tags', tags: { Application: 'orders' } },
            region: 'us-west-2',
            accountId,
            timeoutSeconds: 60,
            onFailure: 'continue',
          },
        ],
      },
      ...rest,
    ],
  };
}

/** The one source server of the demo's estate that no group has. */
async function freeServer(api) {
  const { items } = await api.get(
    `/source-servers?accountId=${accountId}&region=us-west-2`,
  );
  return items.find(({ takenBy }) => !takenBy).sourceServerId;
}

/**
 * Good requests, each with a body that has every member, for the operations that take one.
 *
 * @returns for an operation, a function that gives the good request of now, which is about something of its own where the
 *   operation changes something
 */
export async function examplesOf(world) {
  const { api, ids } = world;
  const server = await freeServer(api);
  const plan = await api.get(`/recovery-plans/${ids.orders['recovery-plans']}`);
  const drafts = {
    createProtectionGroup: count => groupExample(`Prove ${count}`, server),
    updateProtectionGroup: count => groupExample(`Prove ${count}`, server),
    createRecoveryPlan: count => planExample(`Prove ${count}`, plan),
    updateRecoveryPlan: count => planExample(`Prove ${count}`, plan),
    validateRecoveryPlan: count => planExample(`Prove ${count}`, plan),
    adoptFailoverSession: () => ({
      accountId,
      region: 'us-west-2',
      jobIds: ['drsjob-00000000000000000'],
      name: 'Of the prover',
      owner,
      entityRef: 'component:default/orders',
      recoveryPlanId: plan.id,
    }),
    installAgents: () => ({ instanceIds: ['i-0123456789abcdef0'] }),
    startReverseReplication: () => ({ instanceIds: ['i-0123456789abcdef0'] }),
    mirrorConfig: () => ({ acceptUnmapped: true }),
    executeFailback: () => ({
      mode: 'RECOVERY',
      acceptDestroyed: ['i-0123456789abcdef0'],
    }),
    runRecoveryPlan: () => ({
      executionType: 'RECOVERY',
      acceptDestroyed: ['i-0123456789abcdef0'],
    }),
  };
  let count = 0;
  return async operation => {
    const request = await validRequest(operation, 0, {
      ...world,
      system: 'orders',
    });
    count += 1;
    const draft = drafts[operation.id];
    return draft ? { ...request, body: draft(count) } : request;
  };
}
