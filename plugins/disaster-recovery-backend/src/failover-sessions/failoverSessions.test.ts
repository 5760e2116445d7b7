import type { DisasterRecoveryApi } from '@internal/plugin-disaster-recovery-common';
import { type TestPortal, testPortals } from '../__testUtils__';
import {
  APPLICATION,
  DATABASE,
  FailoverFixture,
  WINDOWS_WEB,
} from './__testUtils__/FailoverFixture';

jest.setTimeout(120_000);

const RECOVERY = { accountId: '111122223333', region: 'us-west-2' };

describe('failover sessions', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let client: DisasterRecoveryApi;
  let fixture: FailoverFixture;

  beforeAll(async () => {
    portal = await portals.start({
      simulator: { speed: 1200 },
      config: { polling: { interval: { milliseconds: 250 } } },
    });
    client = portal.client;
  });

  beforeEach(async () => {
    fixture = await FailoverFixture.create(portal);
  });

  const sessions = () => client.listSessions();

  it('R1.1, R1.2, R1.3, R1.5, R11.2: a failover becomes a session with every instance, by itself', async () => {
    const { plan, execution } = await fixture.failOver([
      { instances: [DATABASE] },
      { instances: [APPLICATION, WINDOWS_WEB] },
    ]);
    const session = await fixture.sessionOf(execution);
    expect(session).toMatchObject({
      status: 'FAILOVER_COMPLETE',
      name: expect.stringMatching(/^Orders \d{4}-\d\d-\d\d$/),
      sourceRegion: 'us-east-1',
      recoveryRegion: 'us-west-2',
      accountId: RECOVERY.accountId,
      sourceAccountId: RECOVERY.accountId,
      executionId: execution.id,
      originalRecoveryPlan: { id: plan.id, name: 'Orders' },
      instanceCount: 3,
      failedInstanceCount: 0,
      needsAttention: true,
      createdBy: 'user:default/admin',
      milestones: [{ status: 'FAILOVER_COMPLETE', by: 'user:default/admin' }],
    });
    expect(await client.getExecution(execution.id)).toMatchObject({
      sessionId: session.id,
    });
    expect(session.originalProtectionGroups.map(({ id }) => id)).toEqual(
      plan.waves.flatMap(wave => wave.protectionGroupIds),
    );
    expect(
      fixture.plans
        .calls('DescribeRecoveryInstances')
        .map(({ request }) => request.filters?.sourceServerIDs?.toSorted()),
    ).toContainEqual(
      [DATABASE, APPLICATION, WINDOWS_WEB]
        .map(id => fixture.plans.serverOf(id))
        .toSorted(),
    );
    for (const [instance, hostname, platform, wave] of [
      [DATABASE, 'orders-db-1', 'LINUX', 1],
      [APPLICATION, 'orders-app-1', 'LINUX', 2],
      [WINDOWS_WEB, 'orders-web-3', 'WINDOWS', 2],
    ] as const) {
      const shown = session.instances.find(
        ({ originInstanceId }) => originInstanceId === instance,
      );
      expect(shown).toMatchObject({
        hostname,
        platform,
        waveNumber: wave,
        waveName: `Wave ${wave}`,
        sourceServerId: fixture.plans.serverOf(instance),
        ec2State: 'RUNNING',
        originEnvironment: 'AWS',
        jobId: expect.stringMatching(/^drsjob-/),
        launchedAt: expect.any(String),
        protectionGroupName: expect.stringMatching(/^Group/),
        consoleUrl: expect.stringContaining(shown!.recoveryInstanceId),
        tags: expect.objectContaining({ Application: 'orders' }),
      });
    }
    expect(session.actions.filter(({ allowed }) => allowed)).toEqual([
      { action: 'install-agents', allowed: true, isRetry: false },
      { action: 'start-reverse-replication', allowed: true, isRetry: false },
    ]);
    const { instances, milestones, actions, ...summary } = session;
    expect((await sessions()).items).toEqual([summary]);

    const { items } = await client.listSessionEvents(session.id);
    expect(items.map(({ message }) => message)).toEqual([
      `${session.name}: Failed over`,
    ]);

    await portal.until(
      async () => (await portal.database('outbox')).length === 0,
      { what: 'an empty outbox' },
    );
    expect(
      portal.notifications.filter(
        ({ payload }) =>
          payload.scope === `failover-session:${session.id}:created`,
      ),
    ).toMatchObject([
      {
        recipients: { type: 'broadcast' },
        payload: {
          title: `${session.name}: failed over, 3 instances in us-west-2`,
        },
      },
    ]);
  });

  it('R1.1: a drill never becomes a session', async () => {
    const plan = await fixture.plans.plan([{ instances: [DATABASE] }]);
    await fixture.plans.ended(await fixture.plans.run(plan, 'DRILL'));
    expect((await sessions()).items).toEqual([]);
  });

  it('R1.1: a failed wave leaves no instance untracked, and what a retry launches joins the session', async () => {
    const { faults } = portal.aws.simulator;
    faults.add({
      kind: 'launchFails',
      match: { resourceId: fixture.plans.serverOf(APPLICATION) },
    });
    const { execution } = await fixture.failOver([
      { instances: [DATABASE, APPLICATION], failurePolicy: 'continue' },
    ]);
    expect(execution.status).toBe('PARTIAL');
    const session = await fixture.sessionOf(execution);
    expect(session.instances.map(({ hostname }) => hostname)).toEqual([
      'orders-db-1',
    ]);

    faults.clear();
    await client.retryExecution(execution.id);
    await fixture.plans.ended(execution);
    const extended = await portal.until(async () => {
      const { instances } = await client.getSession(session.id);
      return (
        instances.every(
          ({ ec2State, originInstanceId }) => ec2State && originInstanceId,
        ) && instances
      );
    });
    expect(extended.map(({ hostname }) => hostname)).toEqual([
      'orders-app-1',
      'orders-db-1',
    ]);
    expect((await sessions()).totalItems).toBe(1);
  });

  it('R1.2: a session is not lost when AWS does not answer as it is created', async () => {
    const { faults } = portal.aws.simulator;
    faults.add({
      kind: 'serverError',
      match: { operation: 'DescribeInstances', region: RECOVERY.region },
    });
    const { execution } = await fixture.failOver([{ instances: [DATABASE] }]);
    const { items } = await sessions();
    expect(items).toMatchObject([{ executionId: execution.id }]);
    const before = await client.getSession(items[0].id);
    // Where it comes from can be asked for too late: DRS tells only for as long as nothing has taken the original's place.
    expect(before.instances).toMatchObject([{ originInstanceId: DATABASE }]);
    expect(before.instances[0].launchedAt).toBeUndefined();
    faults.clear();
    const session = await fixture.sessionOf(execution);
    expect(session.instances).toMatchObject([
      {
        recoveryInstanceId: before.instances[0].recoveryInstanceId,
        ec2State: 'RUNNING',
        launchedAt: expect.any(String),
      },
    ]);
  });

  it('a live instance of a session is not destroyed by another run of its plan', async () => {
    const { plan, execution } = await fixture.failOver([
      { instances: [DATABASE] },
    ]);
    const session = await fixture.sessionOf(execution);
    for (const executionType of ['DRILL', 'RECOVERY'] as const) {
      await expect(
        client.runRecoveryPlan(plan.id, {
          executionType,
          acceptDestroyed: [session.instances[0].recoveryInstanceId],
        }),
      ).rejects.toMatchObject({
        statusCode: 409,
        body: {
          error: { message: expect.stringContaining(session.name) },
        },
      });
    }
  });

  describe('adoption', () => {
    async function launchOutside(instances: string[], isDrill = false) {
      const { drs } = portal.dependencies.aws.in(RECOVERY);
      const { id } = await drs.startRecovery({
        sourceServerIds: instances.map(one => fixture.plans.serverOf(one)),
        isDrill,
      });
      await portal.until(
        async () =>
          (await drs.listJobs({ ids: [id] }))[0]?.status === 'COMPLETED',
      );
      return id;
    }

    const adopt = (jobIds: string[], more = {}) =>
      client.adoptSession({ ...RECOVERY, jobIds, ...more });

    const refusal = (statusCode: number, message: RegExp) => ({
      statusCode,
      body: { error: { message: expect.stringMatching(message) } },
    });

    it('makes a session of a failover that was started elsewhere, once', async () => {
      const plan = await fixture.plans.plan([
        { instances: [DATABASE] },
        { instances: [APPLICATION] },
      ]);
      const jobId = await launchOutside([DATABASE, APPLICATION]);
      const session = await adopt([jobId], {
        name: 'Night of the flood',
        owner: 'group:default/team-orders',
        recoveryPlanId: plan.id,
      });
      expect(session).toMatchObject({
        name: 'Night of the flood',
        status: 'FAILOVER_COMPLETE',
        adoptedJobIds: [jobId],
        owner: 'group:default/team-orders',
        sourceRegion: 'us-east-1',
        originalRecoveryPlan: { id: plan.id },
        originalProtectionGroups: plan.waves.map(wave => ({
          id: wave.protectionGroupIds[0],
        })),
        instanceCount: 2,
      });
      expect(
        session.instances.map(({ hostname, waveNumber }) => [
          hostname,
          waveNumber,
        ]),
      ).toEqual([
        ['orders-db-1', 1],
        ['orders-app-1', 2],
      ]);
      await expect(adopt([jobId])).rejects.toMatchObject(
        refusal(409, /Already tracked.*Night of the flood/),
      );
    });

    it('finds a Protection Group that is made later, and asks AWS no more for it', async () => {
      const jobId = await launchOutside([DATABASE]);
      const { id } = await adopt([jobId]);
      const { store } = portal.services.sessions;
      await portal.until(async () => (await store.get(id)).inventoriedAt, {
        what: 'the inventory',
      });
      const before = portal.aws.simulator.trace.entries().length;
      const { waves } = await fixture.plans.plan([{ instances: [DATABASE] }]);
      await portal.until(
        async () => {
          const [instance] = (await client.getSession(id)).instances;
          return instance.protectionGroupId === waves[0].protectionGroupIds[0];
        },
        { what: 'the group of the instance' },
      );
      expect(
        portal.aws.simulator.trace
          .entries()
          .slice(before)
          .filter(({ operation }) => operation === 'DescribeRecoveryInstances')
          // The watch of the region goes on, by the ids of instances.
          .filter(
            ({ request }) => 'sourceServerIDs' in (request as any).filters,
          ),
      ).toEqual([]);
    });

    it('tells open pages only of what has changed, however often it is looked for a group', async () => {
      const { id } = await adopt([await launchOutside([DATABASE])]);
      const run = () =>
        portal
          .database('engine_fences')
          .where({ kind: 'session-inventory', id })
          .first('fence');
      const nextLook = async () => {
        const last = await run();
        await portal.until(async () => (await run())?.fence !== last?.fence, {
          what: 'the next look',
        });
      };
      const told = () => portal.signals.filter(signal => signal.id === id);
      await portal.until(
        async () =>
          (
            await portal.services.sessions.store.get(id)
          ).inventoriedAt,
        { what: 'the inventory' },
      );
      // When a look begins, the one before it has said what it had to say.
      await nextLook();
      const before = told().length;
      expect(before).toBeGreaterThan(0);
      const { updatedAt } = await client.getSession(id);
      await nextLook();
      await nextLook();
      expect(told()).toHaveLength(before);
      expect((await client.getSession(id)).updatedAt).toBe(updatedAt);

      await fixture.plans.plan([{ instances: [DATABASE] }]);
      await portal.until(async () => told().length > before, {
        what: 'the word of its group',
      });
    });

    it('tells that its machines cannot be looked up, and no longer when AWS answers again', async () => {
      const jobId = await launchOutside([DATABASE]);
      portal.aws.simulator.faults.add({
        kind: 'error',
        match: { operation: 'DescribeInstances', region: 'us-west-2' },
        code: 'UnauthorizedOperation',
        message: 'You are not authorized to perform this operation.',
      });
      const { id } = await adopt([jobId]);
      const { lastError } = await portal.until(
        async () => {
          const session = await client.getSession(id);
          return session.lastError && session;
        },
        { what: 'the trouble' },
      );
      expect(lastError).toMatchObject({
        message: expect.stringMatching(/cannot be looked up: EC2 of us-west-2/),
        reason: expect.stringContaining('not authorized'),
        remedy: expect.stringContaining('credentials'),
      });
      portal.aws.simulator.faults.clear();
      await portal.until(
        async () => {
          const session = await client.getSession(id);
          return !session.lastError && session.instances[0].ec2State;
        },
        { what: 'the end of the trouble' },
      );
    });

    it('refuses drills, jobs that are not there, and instances that are gone, by name', async () => {
      const drill = await launchOutside([DATABASE], true);
      await expect(adopt([drill])).rejects.toMatchObject(
        refusal(400, new RegExp(`${drill} is a drill`)),
      );
      const unknown = 'drsjob-00000000000000000';
      await expect(adopt([unknown])).rejects.toMatchObject(
        refusal(400, new RegExp(`no job ${unknown}`)),
      );
      await expect(
        adopt([unknown], { accountId: '999999999999' }),
      ).rejects.toMatchObject(
        refusal(400, /no credentials for account 999999999999/),
      );
      const jobId = await launchOutside([APPLICATION]);
      const { drs } = portal.dependencies.aws.in(RECOVERY);
      const [instance] = await drs.listRecoveryInstances({
        sourceServerIds: [fixture.plans.serverOf(APPLICATION)],
      });
      await drs.terminateRecoveryInstances([instance.id]);
      await portal.until(async () => {
        const [now] = await drs.listRecoveryInstances({ ids: [instance.id] });
        return now?.ec2State === 'TERMINATED';
      });
      await expect(adopt([jobId])).rejects.toMatchObject(
        refusal(400, new RegExp(`${instance.id} \\(TERMINATED\\)`)),
      );
      expect((await sessions()).totalItems).toBe(0);
    });
  });
});
