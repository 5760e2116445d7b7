import { ConfigReader } from '@backstage/config';
import {
  executionReadPermission,
  failoverSessionCleanupPermission,
  failoverSessionReadPermission,
  protectionGroupReadPermission,
  recoveryPlanCreatePermission,
} from '@internal/plugin-disaster-recovery-common';
import {
  AuthorizeResult,
  type Permission,
} from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { readGrants } from './grants';
import { PortalPermissionPolicy } from './PortalPermissionPolicy';

const ORDERS = 'group:default/team-orders';

const grants = [
  { to: ['group:default/dr-administrators'], permissions: ['*'] },
  { to: [ORDERS], permissions: ['protection-group.read'] },
  {
    to: [ORDERS],
    permissions: ['failover-session.*', 'recovery-plan.*'],
    owners: [ORDERS],
    regions: ['us-west-2'],
  },
  {
    to: [ORDERS],
    permissions: ['failover-session.read', 'execution.read'],
    accounts: ['111122223333'],
  },
];

function decisionFor(permission: Permission, ...entityRefs: string[]) {
  const policy = new PortalPermissionPolicy(
    readGrants(new ConfigReader({ portalPolicy: { grants } })),
  );
  return policy.handle({ permission }, {
    info: { ownershipEntityRefs: entityRefs },
  } as PolicyQueryUser);
}

describe('portalPolicy.grants', () => {
  it('denies what no grant allows, to whomever', async () => {
    await expect(
      decisionFor(failoverSessionReadPermission, 'user:default/nobody'),
    ).resolves.toEqual({ result: AuthorizeResult.DENY });
  });

  it('allows everything with a star, and one thing by its name', async () => {
    await expect(
      decisionFor(
        failoverSessionCleanupPermission,
        'group:default/dr-administrators',
      ),
    ).resolves.toEqual({ result: AuthorizeResult.ALLOW });
    await expect(
      decisionFor(protectionGroupReadPermission, ORDERS),
    ).resolves.toEqual({ result: AuthorizeResult.ALLOW });
  });

  it('allows under all conditions of a grant', async () => {
    await expect(
      decisionFor(failoverSessionCleanupPermission, ORDERS),
    ).resolves.toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      resourceType: 'disaster-recovery-failover-session',
      conditions: {
        anyOf: [
          {
            allOf: [
              { rule: 'IS_OWNED_BY', params: { owners: [ORDERS] } },
              { rule: 'IS_IN_REGION', params: { regions: ['us-west-2'] } },
            ],
          },
        ],
      },
    });
  });

  it('allows under the conditions of any grant', async () => {
    const decision = await decisionFor(failoverSessionReadPermission, ORDERS);
    expect(decision).toMatchObject({
      conditions: {
        anyOf: [
          { allOf: [{ rule: 'IS_OWNED_BY' }, { rule: 'IS_IN_REGION' }] },
          {
            allOf: [
              {
                rule: 'IS_IN_ACCOUNT',
                params: { accountIds: ['111122223333'] },
              },
            ],
          },
        ],
      },
    });
  });

  it('knows the resources of executions as those of their plans', async () => {
    await expect(
      decisionFor(executionReadPermission, ORDERS),
    ).resolves.toMatchObject({
      resourceType: 'disaster-recovery-recovery-plan',
    });
  });

  it('denies under a condition what is done to no resource', async () => {
    await expect(
      decisionFor(recoveryPlanCreatePermission, ORDERS),
    ).resolves.toEqual({ result: AuthorizeResult.DENY });
  });

  it('refuses a permission that does not exist', () => {
    const config = new ConfigReader({
      portalPolicy: {
        grants: [{ to: [ORDERS], permissions: ['failover-session.explode'] }],
      },
    });
    expect(() => readGrants(config)).toThrow(
      'portalPolicy.grants[0].permissions: no permission of disaster recovery is called "failover-session.explode"',
    );
  });
});
