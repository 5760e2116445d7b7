import type { EstateDefinition } from '@internal/aws-simulator';
import demo from '@internal/aws-simulator/estates/demo.json';
import type {
  CleanupPlan,
  FailoverSession,
} from '@internal/plugin-disaster-recovery-common';
import { type TestPortal, testPortals } from '../__testUtils__';
import { TestFailover } from './__testUtils__/TestFailover';

jest.setTimeout(180_000);

const SOURCE = { accountId: '111122223333', region: 'us-east-1' };
const RECOVERY = { accountId: '444455556666', region: 'us-west-2' };
const HOSTS = ['orders-db-1', 'orders-app-1'];

/** The demo estate, with these hosts protected in the other company's account. */
function estateAcrossAccounts(): EstateDefinition {
  const estate: EstateDefinition = structuredClone(demo as EstateDefinition);
  const { regions } = estate.accounts.find(
    ({ id }) => id === SOURCE.accountId,
  )!;
  for (const instance of regions[SOURCE.region].instances ?? []) {
    if (HOSTS.includes(instance.name)) {
      instance.protection = {
        ...instance.protection!,
        account: RECOVERY.accountId,
        launch: {
          subnetId: 'subnet-0a501a00000000000',
          securityGroupIds: ['sg-0a501000000000000'],
          instanceProfile: 'billing-db-recovery',
          instanceType: 'r5.large',
        },
      };
    }
  }
  return estate;
}

describe('a return from another account', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let failover: TestFailover;

  const machinesOf = async (session: FailoverSession) =>
    portal.dependencies.aws
      .in(SOURCE)
      .ec2.listInstances(
        session.instances.flatMap(
          ({ failback }) => failback?.failbackInstanceId ?? [],
        ),
      );

  beforeAll(async () => {
    portal = await portals.start({
      simulator: { speed: 1800, estate: estateAcrossAccounts() },
    });
    failover = await TestFailover.run(portal, HOSTS, {
      places: { recovery: RECOVERY, source: SOURCE },
    });
  }, 180_000);

  it('R1: the session has the account of each side, and captures the origin from the other one', async () => {
    expect(await failover.session()).toMatchObject({
      ...{ accountId: RECOVERY.accountId, recoveryRegion: RECOVERY.region },
      ...{ sourceAccountId: SOURCE.accountId, sourceRegion: SOURCE.region },
    });
    const group = await failover.client.getProtectionGroup(failover.groupId);
    expect(
      group.servers.map(server => server.captured?.settings.subnetId).sort(),
    ).toEqual(['subnet-0e101a00000000000', 'subnet-0e102a00000000000']);
  });

  it("R2: AWS's own document cannot install across accounts, and the refusal says what can", async () => {
    await expect(
      failover.client.installAgents(failover.id),
    ).rejects.toMatchObject({
      statusCode: 409,
      body: {
        error: {
          message: expect.stringMatching(
            /444455556666 and return to account 111122223333.*crossAccountInstallDocument.*native route/,
          ),
        },
      },
    });
    expect((await failover.session()).status).toBe('FAILOVER_COMPLETE');
  });

  it('R3, R4, R5: reverse replication runs into the account of origin, and the mirrored group and plan are there', async () => {
    const session = await failover.becomeReady();
    expect(session.route).toBe('native');
    expect(
      session.instances.every(
        ({ mappingRule }) => mappingRule === 'INSTANCE_ID',
      ),
    ).toBe(true);
    const reversed = await failover.source.listSourceServers({
      ids: session.instances.map(one => one.reversedSourceServerId!),
    });
    expect(reversed.map(({ instanceId }) => instanceId).sort()).toEqual(
      session.instances.map(one => one.recoveryInstanceId).sort(),
    );
    const group = await failover.client.getProtectionGroup(
      session.mirroredProtectionGroups[0].id,
    );
    expect(group).toMatchObject({
      ...SOURCE,
      sourceAccountId: RECOVERY.accountId,
      sourceRegion: RECOVERY.region,
      serverCount: HOSTS.length,
    });
    expect(
      await failover.client.getRecoveryPlan(session.mirroredRecoveryPlan!.id),
    ).toMatchObject({ ...SOURCE, sourceRegion: RECOVERY.region });
    const report = await failover.client.getMirrorReport(failover.id);
    expect(report.unmapped).toEqual([]);
  });

  it('R6: the machines run in the account of origin as they did, and those of the other account still run', async () => {
    const session = await failover.failBack();
    const machines = await machinesOf(session);
    const shape = ({ name, ...settings }: Record<string, unknown>) => [
      name,
      settings,
    ];
    const origin = demo.accounts
      .find(({ id }) => id === SOURCE.accountId)!
      .regions['us-east-1'].instances.filter(({ name }) =>
        HOSTS.includes(name),
      );
    expect(
      Object.fromEntries(
        machines.map(one =>
          shape({
            name: one.tags.Name,
            state: one.state,
            subnetId: one.subnetId,
            securityGroupIds: one.securityGroupIds,
            instanceType: one.instanceType,
            profile: one.instanceProfileArn,
          }),
        ),
      ),
    ).toEqual(
      Object.fromEntries(
        origin.map(one =>
          shape({
            name: one.name,
            state: 'running',
            subnetId: one.subnetId,
            securityGroupIds: one.securityGroupIds,
            instanceType: one.instanceType,
            profile: `arn:aws:iam::${SOURCE.accountId}:instance-profile/${one.instanceProfile}`,
          }),
        ),
      ),
    );
    const standby = await portal.dependencies.aws
      .in(RECOVERY)
      .ec2.listInstances(session.instances.map(one => one.recoveryInstanceId));
    expect(standby.map(({ state }) => state)).toEqual(['running', 'running']);
  });

  it('R7: the machines are protected in the other account again, by the source servers that did before', async () => {
    await failover.client.reProtect(failover.id);
    await failover.succeeds('re-protect');
    const session = await failover.reaches('RE_PROTECTED');
    expect(session.instances.map(one => one.protectingSourceServerId)).toEqual(
      session.instances.map(one => one.sourceServerId),
    );
    const servers = await failover.recovery.listSourceServers({
      ids: session.instances.map(one => one.protectingSourceServerId!),
    });
    expect(servers.map(({ instanceId }) => instanceId).sort()).toEqual(
      session.instances.map(one => one.failback!.failbackInstanceId).sort(),
    );
  });

  it('R8: cleanup takes away what is left in both accounts, and nothing that serves users', async () => {
    const plan: CleanupPlan = await failover.client.getCleanupPlan(failover.id);
    await failover.client.cleanup(failover.id, {
      planId: plan.planId,
      deleteSourceServers: false,
    });
    const session = await failover.reaches('CLEANUP_COMPLETE');
    const standby = await portal.dependencies.aws
      .in(RECOVERY)
      .ec2.listInstances(session.instances.map(one => one.recoveryInstanceId));
    expect(standby.filter(({ state }) => state !== 'terminated')).toEqual([]);
    const machines = await machinesOf(session);
    expect(machines.map(({ state }) => state)).toEqual(['running', 'running']);
    // What the company of the other account runs there was never touched.
    const others = new Set(
      failover
        .accepted('TerminateRecoveryInstances')
        .flatMap(({ request }: any) => request.recoveryInstanceIDs as string[]),
    );
    expect([...others].sort()).toEqual(
      session.instances.map(one => one.recoveryInstanceId).sort(),
    );
  });
});
