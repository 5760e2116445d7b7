import type {
  RecoveryPlan,
  Wave,
} from '@internal/plugin-disaster-recovery-common';
import {
  APPLICATIONS,
  DATABASES,
  WEB,
} from '../executions/__testUtils__/demoServers';
import {
  FAST,
  PlanFixture,
  refusal,
} from '../executions/__testUtils__/PlanFixture';
import { type TestPortal, testPortals } from '../__testUtils__';

jest.setTimeout(180_000);

describe('Recovery Plans', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let fixture: PlanFixture;

  const wave = (
    number: number,
    groupId: string,
    rest: Partial<Wave> = {},
  ): Wave => ({
    number,
    name: ['', 'Database', 'Application', 'Web'][number],
    protectionGroupIds: [groupId],
    dependsOn: [],
    pauseBefore: false,
    preActions: [],
    postActions: [],
    failurePolicy: 'failFast',
    ...rest,
  });
  const update = (plan: RecoveryPlan, change: Partial<RecoveryPlan>) => {
    const { name, description, owner, entityRef, waves, version } = {
      ...plan,
      ...change,
    };
    return fixture.client.updateRecoveryPlan(plan.id, {
      name,
      description,
      owner,
      entityRef,
      waves,
      version,
    });
  };

  beforeAll(async () => {
    portal = await portals.start(FAST);
  });

  beforeEach(async () => {
    fixture = await PlanFixture.create(portal);
  });

  it('keep their waves as they were given, and take account and regions from their groups', async () => {
    const database = await fixture.group(DATABASES);
    const web = await fixture.group(WEB);
    const waves = [
      wave(1, database.id, { description: 'First' }),
      wave(2, web.id, {
        dependsOn: [1],
        pauseBefore: true,
        failurePolicy: 'continue',
        preActions: [
          {
            name: 'Switch DNS',
            kind: 'AUTOMATION',
            documentName: 'Orders-SwitchDns',
            parameters: { Site: ['recovery'] },
            timeoutSeconds: 60,
            onFailure: 'continue',
          },
        ],
      }),
    ];
    const created = await fixture.client.createRecoveryPlan({
      name: '  Orders ',
      owner: 'group:default/orders',
      waves,
    });
    const plan = await fixture.client.getRecoveryPlan(created.id);
    expect(plan).toMatchObject({
      name: 'Orders',
      owner: 'group:default/orders',
      accountId: '111122223333',
      region: 'us-west-2',
      sourceRegion: 'us-east-1',
      serverCount: 4,
      version: 1,
      waves,
    });
    expect(
      (await fixture.client.getProtectionGroup(web.id)).usedByPlans,
    ).toEqual([{ id: plan.id, name: 'Orders' }]);
  });

  it('are refused with a cycle, by the names of its waves, and with all other mistakes at once', async () => {
    const group = await fixture.group(DATABASES);
    const other = await fixture.group(WEB);
    const input = {
      name: 'Round',
      waves: [
        wave(1, group.id, { dependsOn: [2] }),
        wave(2, other.id, { dependsOn: [1, 9] }),
      ],
    };
    const refused = await refusal(fixture.client.createRecoveryPlan(input));
    expect(refused).toMatch(/^400/);
    expect(refused).toContain(
      '"Database" and "Application" wait for each other',
    );
    expect(refused).toContain('depends on wave 9');
    const validation = await fixture.client.validateRecoveryPlan(input);
    expect(validation.valid).toBe(false);
    expect(validation.findings.map(({ code }) => code)).toEqual([
      'UNKNOWN_DEPENDENCY',
      'DEPENDENCY_CYCLE',
    ]);
    expect((await fixture.client.listRecoveryPlans()).totalItems).toBe(0);
  });

  it('say before they are saved how many servers and jobs they make', async () => {
    const group = await fixture.group([...DATABASES, ...WEB]);
    expect(
      await fixture.client.validateRecoveryPlan({
        name: 'New',
        waves: [wave(1, group.id)],
      }),
    ).toEqual({ valid: true, findings: [], serverCount: 4, jobCount: 1 });
  });

  it('have names of their own, without regard to case', async () => {
    await fixture.plan([{ instances: DATABASES }], 'Orders');
    const group = await fixture.group(WEB);
    expect(
      await refusal(
        fixture.client.createRecoveryPlan({
          name: 'ORDERS',
          waves: [wave(1, group.id)],
        }),
      ),
    ).toMatch(/409 .*"ORDERS" already/);
  });

  it('are changed by one person at a time', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const changed = await update(plan, { name: 'Orders 2' });
    expect(changed).toMatchObject({ name: 'Orders 2', version: 2 });
    expect(await refusal(update(plan, { name: 'Orders 3' }))).toMatch(
      /409 .*changed by someone else/,
    );
  });

  it('are refused by a version that nobody ever read, however great', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    expect(await refusal(update(plan, { version: 2 ** 31 - 1 }))).toMatch(
      /409 .*changed by someone else/,
    );
    expect(await refusal(update(plan, { version: 2 ** 31 }))).toMatch(/^400/);
  });

  it('are deleted once, however many ask for it at once', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const answers = await Promise.allSettled(
      Array.from({ length: 5 }, () =>
        fixture.client.deleteRecoveryPlan(plan.id),
      ),
    );
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused).toEqual(
      Array(4).fill(
        expect.objectContaining({
          reason: expect.objectContaining({ statusCode: 404 }),
        }),
      ),
    );
    expect(
      await portal.database('audit_events').where({
        resource_id: plan.id,
        action: 'recovery-plan.deleted',
      }),
    ).toHaveLength(1);
  });

  it('keep their groups from being deleted, until they let go of them', async () => {
    const plan = await fixture.plan([
      { instances: DATABASES },
      { instances: WEB },
    ]);
    const [, { protectionGroupIds }] = plan.waves;
    expect(
      await refusal(
        fixture.client.deleteProtectionGroup(protectionGroupIds[0]),
      ),
    ).toMatch(/409 .*"Orders"/);
    await update(plan, { waves: [plan.waves[0]] });
    await fixture.client.deleteProtectionGroup(protectionGroupIds[0]);
    expect(await refusal(fixture.client.getRecoveryPlan('nowhere'))).toMatch(
      /^404/,
    );
  });

  it('are made of groups that their maker may read, and of no others', async () => {
    const group = await fixture.group(DATABASES);
    const input = { name: 'Foreign', waves: [wave(1, group.id)] };
    const plan = await fixture.client.createRecoveryPlan(input);
    portal.deny(['disaster-recovery.protection-group.read']);
    const answers = await Promise.allSettled([
      fixture.client.createRecoveryPlan({ ...input, name: 'Another' }),
      fixture.client.validateRecoveryPlan(input),
      update(plan, { description: 'Mine now' }),
    ]);
    portal.deny([]);
    expect(answers).toEqual(
      answers.map(() => ({
        status: 'rejected',
        reason: expect.objectContaining({ statusCode: 403 }),
      })),
    );
  });

  it('are checked while they are edited by whoever may change them, and while they are made by whoever may make some', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }], 'Checked');
    const input = { name: plan.name, waves: plan.waves };
    const editor = portal.clientAs({ userEntityRef: 'user:default/editor' });
    portal.deny(['disaster-recovery.recovery-plan.create']);
    await expect(
      editor.validateRecoveryPlan(input, plan.id),
    ).resolves.toMatchObject({ valid: true });
    expect(await refusal(editor.validateRecoveryPlan(input))).toMatch(
      /403 .*recovery-plan\.create/,
    );
    portal.deny(['disaster-recovery.recovery-plan.update']);
    await expect(editor.validateRecoveryPlan(input)).resolves.toMatchObject({
      valid: true,
    });
    expect(await refusal(editor.validateRecoveryPlan(input, plan.id))).toMatch(
      /403 .*recovery-plan\.update/,
    );
    portal.deny([]);
    expect(
      await refusal(editor.validateRecoveryPlan(input, 'nowhere')),
    ).toMatch(/^404/);
  });

  it('are listed by page, filter and order', async () => {
    const first = await fixture.plan([{ instances: DATABASES }], 'alpha');
    const second = await fixture.plan([{ instances: WEB }], 'Beta');
    const { client } = fixture;
    const page = await client.listRecoveryPlans({ limit: 1 });
    expect(page).toMatchObject({ totalItems: 2, items: [{ id: first.id }] });
    const rest = await client.listRecoveryPlans({
      limit: 1,
      cursor: page.nextCursor,
    });
    expect(rest.items.map(({ id }) => id)).toEqual([second.id]);
    expect(rest.nextCursor).toBeUndefined();
    const found = async (query: object) =>
      (await client.listRecoveryPlans(query)).items.map(({ name }) => name);
    expect(await found({ text: 'BET' })).toEqual(['Beta']);
    expect(await found({ text: '%' })).toEqual([]);
    expect(await found({ order: 'desc' })).toEqual(['Beta', 'alpha']);
    expect(await found({ region: 'eu-west-1' })).toEqual([]);
    expect(
      await found({ protectionGroupId: second.waves[0].protectionGroupIds[0] }),
    ).toEqual(['Beta']);
  });

  it('R4.2 and R4.3: are mirrored once for a session, however often it is asked for', async () => {
    const { plans } = portal.services;
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const mirrored = await fixture.group(APPLICATIONS);
    await fixture.plan([{ instances: WEB }], 'Orders-failback');
    const save = (description: string) =>
      portal.database.transaction(transaction =>
        plans.saveMirrored(transaction, {
          mirrorOf: { sessionId: 'session-1', recoveryPlanId: plan.id },
          originalName: plan.name,
          description,
          waves: [wave(1, mirrored.id, { pauseBefore: true })],
          createdBy: 'user:default/admin',
        }),
      );
    const one = await save('first');
    const two = await save('second');
    expect(two).toMatchObject({
      id: one.id,
      name: 'Orders-failback-2',
      description: 'second',
      version: 2,
      waves: [{ pauseBefore: true, protectionGroupIds: [mirrored.id] }],
    });
    const { client } = fixture;
    const names = (await client.listRecoveryPlans()).items.map(p => p.name);
    expect(names).not.toContain('Orders-failback-2');
    expect(
      (await client.listRecoveryPlans({ includeMirrored: true })).totalItems,
    ).toBe(3);
    expect(await refusal(update(two, { name: 'Mine' }))).toMatch(
      /409 .*mirror/,
    );

    for (let time = 0; time < 2; time++) {
      await portal.database.transaction(transaction =>
        plans.deleteMirrored(transaction, one.id),
      );
    }
    expect(await refusal(client.getRecoveryPlan(one.id))).toMatch(/^404/);
    await expect(
      portal.database.transaction(transaction =>
        plans.deleteMirrored(transaction, plan.id),
      ),
    ).rejects.toThrow(/not a mirrored one/);
  });

  it('are not deleted while something that registered for it uses them', async () => {
    const { plans } = portal.services;
    const plan = await fixture.plan([{ instances: DATABASES }]);
    let used = true;
    plans.addUsageCheck(async id =>
      used && id === plan.id ? 'a session fails back by it' : undefined,
    );
    expect(await refusal(fixture.client.deleteRecoveryPlan(plan.id))).toMatch(
      /409 .*a session fails back by it/,
    );
    used = false;
    await fixture.client.deleteRecoveryPlan(plan.id);
    const events = await portal
      .database('audit_events')
      .where({ resource_id: plan.id })
      .orderBy('sequence')
      .pluck('action');
    expect(events).toEqual(['recovery-plan.created', 'recovery-plan.deleted']);
  });
});
