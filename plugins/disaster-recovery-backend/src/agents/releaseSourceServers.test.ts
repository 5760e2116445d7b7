import type {
  DisasterRecoveryApi,
  FailoverSession,
  ProtectionGroup,
  ProtectionGroupInput,
} from '@internal/plugin-disaster-recovery-common';
import {
  DATABASE,
  FailoverFixture,
} from '../failover-sessions/__testUtils__/FailoverFixture';
import { type TestPortal, testPortals } from '../__testUtils__';

jest.setTimeout(180_000);

const RECOVERY = { accountId: '111122223333', region: 'us-west-2' };
const REFUSAL =
  'Cannot install agent, as this server was previously installed to replicate into another region or account';

describe('release-source-servers', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let client: DisasterRecoveryApi;
  let fixture: FailoverFixture;
  let session: FailoverSession;

  const save = async (
    groupId: string,
    change: Pick<ProtectionGroupInput, 'selection' | 'serverOverrides'>,
  ) => {
    const { name, accountId, region, sourceRegion, launchConfig, version } =
      await client.getProtectionGroup(groupId);
    return client.updateProtectionGroup(groupId, {
      name,
      accountId,
      region,
      sourceRegion,
      launchConfig,
      version,
      ...change,
    });
  };

  beforeAll(async () => {
    portal = await portals.start({
      simulator: { speed: 1200 },
      config: { polling: { interval: { milliseconds: 250 } } },
    });
    client = portal.client;
    fixture = await FailoverFixture.create(portal);
    session = await fixture.session([DATABASE]);
    // What is chosen by tags is looked up in DRS again and again, where a released server is no more.
    await save(session.instances[0].protectionGroupId!, {
      selection: { by: 'tags', tags: { Application: 'orders', Tier: 'db' } },
    });
  });

  const release = (confirm: string) =>
    client.releaseSourceServers(session.id, {
      instanceIds: [session.instances[0].recoveryInstanceId],
      confirm,
    });

  const refusal = (statusCode: number, message: RegExp) => ({
    statusCode,
    body: { error: { message: expect.stringMatching(message) } },
  });

  it('is not offered before an installer was refused', async () => {
    await expect(release(session.name)).rejects.toMatchObject(
      refusal(409, /remedy for a refused agent installation/),
    );
  });

  it("R2.8: a refused installer is reported with AWS's remedy and what it costs", async () => {
    portal.aws.simulator.faults.add({ kind: 'installFails', message: REFUSAL });
    await client.installAgents(session.id);
    expect((await fixture.ended(session.id)).error).toMatchObject({
      code: 'PREVIOUSLY_INSTALLED',
      reason: expect.stringContaining(REFUSAL),
      remedy: expect.stringMatching(/forward protection.*snapshots/),
    });
    const { actions } = await client.getSession(session.id);
    expect(
      actions.find(({ action }) => action === 'release-source-servers'),
    ).toMatchObject({ allowed: true });
  });

  it('wants the name of the session as it is', async () => {
    await expect(release(session.name.toUpperCase())).rejects.toMatchObject(
      refusal(400, /confirm it with the session's name/),
    );
  });

  it('disconnects and deletes the source server, and leaves the instance running and its installation free to go on', async () => {
    const { drs, ec2 } = portal.dependencies.aws.in(RECOVERY);
    const { sourceServerId, recoveryInstanceId } = session.instances[0];
    await release(session.name);
    expect(await fixture.ended(session.id)).toMatchObject({
      kind: 'release-source-servers',
      status: 'SUCCEEDED',
      steps: [
        { name: 'DISCONNECT_RECOVERY_INSTANCE', status: 'SUCCEEDED' },
        { name: 'DISCONNECT_SOURCE_SERVER', status: 'SUCCEEDED' },
        { name: 'DELETE_SOURCE_SERVER', status: 'SUCCEEDED' },
      ],
    });
    expect(await drs.listSourceServers({ ids: [sourceServerId] })).toEqual([]);
    expect(await ec2.listInstances([recoveryInstanceId])).toMatchObject([
      { state: 'running' },
    ]);

    portal.aws.simulator.faults.clear();
    const again = await client.installAgents(session.id);
    expect(again.attempt).toBe(2);
    expect(await fixture.ended(session.id)).toMatchObject({
      status: 'SUCCEEDED',
    });
    expect((await client.getSession(session.id)).status).toBe(
      'AGENTS_INSTALLED',
    );
  });

  it('leaves the group with what it knows of the machine, so that the way back is mirrored', async () => {
    const { sourceServerId, protectionGroupId } = session.instances[0];
    await client.mirrorConfig(session.id, {});
    expect(await fixture.ended(session.id)).toMatchObject({
      status: 'SUCCEEDED',
    });
    const { servers } = await client.getProtectionGroup(protectionGroupId!);
    expect(servers.map(server => server.sourceServerId)).toContain(
      sourceServerId,
    );
  });

  it('stays in its group when that is saved, by tags and by ids, with what is set for it', async () => {
    const { sourceServerId, protectionGroupId } = session.instances[0];
    const idsOf = ({ servers }: ProtectionGroup) =>
      servers.map(server => server.sourceServerId);
    const { selection } = await client.getProtectionGroup(protectionGroupId!);
    const override = { origin: { instanceType: 'r5.2xlarge' } };
    const saved = await save(protectionGroupId!, {
      selection,
      serverOverrides: { [sourceServerId]: override },
    });
    expect(idsOf(saved)).toContain(sourceServerId);
    const others = idsOf(saved).filter(id => id !== sourceServerId);
    expect(others).toHaveLength(1);

    const without = await save(protectionGroupId!, {
      selection: { by: 'ids', sourceServerIds: others },
    });
    expect(idsOf(without)).toContain(sourceServerId);
    expect(without.serverOverrides).toEqual({ [sourceServerId]: override });
    expect(
      without.servers.find(server => server.sourceServerId === sourceServerId)
        ?.captured,
    ).toBeDefined();

    const within = await save(protectionGroupId!, {
      selection: { by: 'ids', sourceServerIds: [...others, sourceServerId] },
    });
    expect(idsOf(within).sort()).toEqual([...others, sourceServerId].sort());
  });
});
