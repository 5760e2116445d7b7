import { disasterRecoveryPermissions } from '@internal/plugin-disaster-recovery-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { PlanFixture } from '../executions/__testUtils__/PlanFixture';
import { TestLife } from '../mirroring/__testUtils__/TestLife';
import { openApiDocument } from '../openapi';
import { type TestPortal, testPortals } from '../__testUtils__';

jest.setTimeout(180_000);

interface Call {
  /** The operation, and the permission that the document names for it. */
  name: string;
  permission: string;
  method: string;
  path: string;
  body?: unknown;
}

describe('every operation of the API', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let calls: Call[];

  const send = ({ method, path, body }: Call, authorization: string) =>
    fetch(`${portal.url}${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  beforeAll(async () => {
    portal = await portals.start();
    const fixture = await PlanFixture.create(portal);
    const plan = await fixture.plan([{ instances: ['i-0e10db10000000000'] }]);
    const group = await portal.client.getProtectionGroup(
      plan.waves[0].protectionGroupIds[0],
    );
    const { id: sessionId } = await new TestLife(portal).session(new Map(), {
      groups: [],
      path: [],
    });
    const execution = await fixture.run(plan, 'DRILL');
    const ids: Record<string, string> = {
      'failover-sessions': sessionId,
      'protection-groups': group.id,
      'recovery-plans': plan.id,
      executions: execution.id,
    };
    const { name, accountId, region, sourceRegion, launchConfig } = group;
    const groupInput = {
      name,
      accountId,
      region,
      sourceRegion,
      selection: group.selection,
      launchConfig,
    };
    const planInput = { name: plan.name, waves: plan.waves };
    const drillAndRecovery = (field: string) => [
      { [field]: 'RECOVERY' },
      { [field]: 'DRILL' },
    ];
    /** Bodies by operation, for those that need more than an empty one; two where two permissions are for two cases. */
    const bodies: Record<string, object[]> = {
      adoptFailoverSession: [
        { accountId, region, jobIds: ['drsjob-00000000000000000'] },
      ],
      executeFailback: drillAndRecovery('mode'),
      cleanup: [{ planId: 'plan', deleteSourceServers: false }],
      releaseSourceServers: [
        { instanceIds: ['i-0123456789abcdef0'], confirm: 'orders' },
      ],
      createProtectionGroup: [groupInput],
      updateProtectionGroup: [{ ...groupInput, version: group.version }],
      createRecoveryPlan: [planInput],
      updateRecoveryPlan: [{ ...planInput, version: plan.version }],
      validateRecoveryPlan: [planInput, planInput],
      runRecoveryPlan: drillAndRecovery('executionType'),
    };
    const searches: Record<string, string[]> = {
      listSourceServers: [`?accountId=${accountId}&region=${region}`],
      validateRecoveryPlan: ['', `?planId=${plan.id}`],
    };
    calls = Object.entries(openApiDocument().paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, operation]: [string, any]) => {
        const collection = path.split('/')[1];
        const permissions: string[] = [
          ...operation.description.matchAll(/disaster-recovery\.[\w.-]+\w/g),
        ].map(match => match[0]);
        return permissions.map((permission, index) => ({
          name: `${operation.operationId} ${permission}`,
          permission,
          method: method.toUpperCase(),
          path:
            path.replace('{id}', ids[collection]) +
            (searches[operation.operationId]?.[index] ?? ''),
          body:
            operation.requestBody &&
            (bodies[operation.operationId]?.[index] ?? {}),
        }));
      }),
    );
  }, 180_000);

  it('is refused by name when the permission that it names is denied, whatever else is granted', async () => {
    const user = mockCredentials.user.header('user:default/operator');
    const answers: string[] = [];
    for (const call of calls) {
      portal.deny([call.permission]);
      const response = await send(call, user);
      const { error } = await response.json();
      answers.push(`${call.name} ${response.status} ${error?.message}`);
    }
    portal.deny([]);
    expect(answers).toEqual(
      calls.map(({ name, permission }) =>
        expect.stringMatching(new RegExp(`^${name} 403 .*${permission};`)),
      ),
    );
  });

  it('R12: is kept in the durable record when it is refused: who, what, and on which resource', async () => {
    const { id } = (await portal.client.listSessions()).items[0];
    const eve = portal.clientAs({ userEntityRef: 'user:default/eve' });
    portal.deny(['disaster-recovery.failover-session.cleanup']);
    const attempt = () =>
      eve.cleanup(id, { planId: 'plan', deleteSourceServers: false });
    await expect(attempt()).rejects.toThrow(/403/);
    await expect(attempt()).rejects.toThrow(/403/);
    portal.deny(['disaster-recovery.source-server.read']);
    await expect(
      eve.listSourceServers({ accountId: '111122223333', region: 'us-west-2' }),
    ).rejects.toThrow(/403/);
    portal.deny([]);

    const { items } = await portal.client.listSessionEvents(id);
    expect(
      items.filter(({ actor }) => actor === 'user:default/eve'),
    ).toMatchObject([
      {
        action: 'failover-session.cleanup.refused',
        outcome: 'REFUSED',
        resourceType: 'failover-session',
        resourceId: id,
        message:
          'user:default/eve lacks the permission disaster-recovery.failover-session.cleanup',
      },
    ]);
    const elsewhere = await portal
      .database('audit_events')
      .where({ actor: 'user:default/eve', resource_type: 'source-server' });
    expect(elsewhere).toMatchObject([
      { action: 'source-server.read.refused', resource_id: '*' },
    ]);
  });

  it('has a permission of its own for each action: none is left that no operation checks', () => {
    expect(
      [...new Set(calls.map(({ permission }) => permission))].sort(),
    ).toEqual(disasterRecoveryPermissions.map(({ name }) => name).sort());
  });

  it('is refused without credentials, and with wrong ones', async () => {
    for (const header of [
      mockCredentials.none.header(),
      mockCredentials.user.invalidHeader(),
    ]) {
      const statuses = await Promise.all(
        calls.map(async call => [call.name, (await send(call, header)).status]),
      );
      expect(statuses).toEqual(calls.map(({ name }) => [name, 401]));
    }
  });

  it('answers a service with a token when it reads, with no more than the permission to read', async () => {
    const token = mockCredentials.service.header({
      onBehalfOf: mockCredentials.service('external:automation'),
      targetPluginId: 'disaster-recovery',
    });
    const reads = calls.filter(({ method }) => method === 'GET');
    // A session that was never mirrored has no report, and nothing to launch.
    const statusOf = (name: string) =>
      ({ getMirrorReport: 404, getFailbackPreflight: 409 }[
        name.split(' ')[0]
      ] ?? 200);
    const statuses: unknown[] = [];
    for (const call of reads) {
      portal.deny(
        disasterRecoveryPermissions
          .map(({ name }) => name)
          .filter(name => name !== call.permission),
      );
      statuses.push([call.name, (await send(call, token)).status]);
    }
    expect(statuses).toEqual(reads.map(({ name }) => [name, statusOf(name)]));
  });
});
