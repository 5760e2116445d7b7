import type {
  AvailableSourceServer,
  DisasterRecoveryApi,
} from '@internal/plugin-disaster-recovery-common';
import { type TestPortal, testPortals } from '../__testUtils__';
import type { MirroredGroupInput } from './types';

jest.setTimeout(180_000);

const RECOVERY = { accountId: '111122223333', region: 'us-west-2' };

describe('groups that other capabilities write', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let client: DisasterRecoveryApi;
  let servers: AvailableSourceServer[];

  const mirrored = (
    ids: string[],
    change?: Partial<MirroredGroupInput>,
  ): MirroredGroupInput => ({
    mirrorOf: { sessionId: 'session-1', protectionGroupId: 'original-1' },
    originalName: 'Orders',
    ...RECOVERY,
    sourceAccountId: RECOVERY.accountId,
    sourceRegion: 'us-east-1',
    selection: { by: 'ids', sourceServerIds: ids },
    launchConfig: {
      recovery: { instanceType: 'm5.large' },
      origin: { copyTags: true },
    },
    serverOverrides: {},
    createdBy: 'user:default/admin',
    ...change,
  });
  const save = (input: MirroredGroupInput) =>
    portal.database.transaction(transaction =>
      portal.services.groups.saveMirrored(transaction, input),
    );
  const serversOf = async (id: string) =>
    (await client.getProtectionGroup(id)).servers
      .map(server => server.sourceServerId)
      .sort();
  const create = (ids: string[], name: string) =>
    client.createProtectionGroup({
      name,
      ...RECOVERY,
      sourceRegion: 'us-east-1',
      selection: { by: 'ids', sourceServerIds: ids },
      launchConfig: { recovery: {}, origin: {} },
    });

  beforeAll(async () => {
    portal = await portals.start();
    client = portal.client;
    ({ items: servers } = await client.listSourceServers(RECOVERY));
    servers.sort((left, right) =>
      left.sourceServerId < right.sourceServerId ? -1 : 1,
    );
  }, 180_000);
  beforeEach(async () => {
    await portal.database('protection_groups').delete();
  });
  const id = (index: number) => servers[index].sourceServerId;

  it('R3.8: makes one mirrored group of a session and an original, however often', async () => {
    const first = await save(mirrored([id(0), id(1)]));
    const again = await save(
      mirrored([id(1), id(2)], {
        selectedByTags: { Tier: 'db' },
        serverOverrides: { [id(2)]: { recovery: { copyTags: true } } },
      }),
    );
    expect(again).toMatchObject({
      id: first.id,
      name: 'Orders-failback',
      mirrorOf: { sessionId: 'session-1', protectionGroupId: 'original-1' },
      selectedByTags: { Tier: 'db' },
      serverOverrides: { [id(2)]: { recovery: { copyTags: true } } },
    });
    expect(await serversOf(first.id)).toEqual([id(1), id(2)]);
    expect((await client.listProtectionGroups()).totalItems).toBe(0);
    const { items } = await client.listProtectionGroups({
      includeMirrored: true,
    });
    expect(items.map(group => group.id)).toEqual([first.id]);
    // The schedule looks at it at once, and learns what its servers are called.
    await portal.until(async () => {
      const { servers: known } = await client.getProtectionGroup(first.id);
      return known.every(server => server.hostname && server.driftCheckedAt);
    });
  });

  it('R3.8: knows the machines by name from the beginning, and what DRS calls them once it is asked', async () => {
    const identity = {
      hostname: 'as-mapped',
      instanceId: 'i-0123456789abcdef0',
    };
    const { groups } = portal.services;
    const [before, after] = await portal.database.transaction(
      async transaction => {
        const input = mirrored([id(0)], { identities: { [id(0)]: identity } });
        const made = await groups.saveMirrored(transaction, input);
        return [
          made,
          await groups.saveMirrored(transaction, mirrored([id(0)])),
        ];
      },
    );
    for (const group of [before, after]) {
      expect(group.servers).toMatchObject([
        { hostname: 'as-mapped', originInstanceId: identity.instanceId },
      ]);
    }
    const { hostname } = servers[0];
    await portal.until(
      async () => {
        const [known] = (await client.getProtectionGroup(before.id)).servers;
        return known.hostname === hostname;
      },
      { what: 'the name by DRS' },
    );
    const input = mirrored([id(0)], { identities: { [id(0)]: identity } });
    expect((await save(input)).servers[0].hostname).toBe(hostname);
  });

  it('numbers a mirrored name that is taken, and lets a server move between siblings', async () => {
    await create([id(3)], 'ORDERS-failback');
    const first = await save(mirrored([id(0), id(1)]));
    expect(first.name).toBe('Orders-failback-2');
    const sibling = await save(
      mirrored([id(1)], {
        mirrorOf: { sessionId: 'session-1', protectionGroupId: 'original-2' },
      }),
    );
    expect(sibling.name).toBe('Orders-failback-3');
    expect(await serversOf(first.id)).toEqual([id(0)]);
    await expect(
      save(
        mirrored([id(3)], {
          mirrorOf: { sessionId: 'session-2', protectionGroupId: 'x' },
        }),
      ),
    ).rejects.toThrow('is in "ORDERS-failback"');
  });

  it('deletes a mirrored group, twice too, and never an original', async () => {
    const original = await create([id(0)], 'Original');
    const { id: mirror } = await save(mirrored([id(1)]));
    const remove = (group: string) =>
      portal.database.transaction(transaction =>
        portal.services.groups.deleteMirrored(transaction, group),
      );
    await remove(mirror);
    await remove(mirror);
    await expect(remove(original.id)).rejects.toThrow('"Original"');
    expect(await serversOf(original.id)).toEqual([id(0)]);
  });

  it('R7.3: replaces source servers by those that protect the same machines now', async () => {
    const group = await create([id(0), id(1)], 'Original');
    await portal.database('protection_groups').update({
      server_overrides: JSON.stringify({
        [id(0)]: { recovery: { copyTags: true } },
      }),
    });
    await portal.database.transaction(transaction =>
      portal.services.groups.replaceServers(transaction, group.id, [
        { sourceServerId: id(0), by: id(2), originInstanceId: 'i-new' },
        { sourceServerId: id(1), by: id(1), originInstanceId: 'i-other' },
      ]),
    );
    const [row] = await portal.database('protection_groups');
    expect(row).toMatchObject({
      version: 2,
      server_overrides: { [id(2)]: { recovery: { copyTags: true } } },
    });
    expect(await serversOf(group.id)).toEqual([id(1), id(2)].sort());
    expect(
      await portal.services.groups.findBySourceServers(RECOVERY, [
        id(0),
        id(2),
      ]),
    ).toEqual(new Map([[id(2), group.id]]));
  });

  it('holds servers by id once one that its tags chose was replaced', async () => {
    const group = await client.createProtectionGroup({
      name: 'By tags',
      ...RECOVERY,
      sourceRegion: 'us-east-1',
      selection: { by: 'tags', tags: { Application: 'payroll' } },
      launchConfig: { recovery: {}, origin: {} },
    });
    const [{ sourceServerId }] = group.servers;
    const other = servers.find(
      server => server.tags.Application !== 'payroll',
    )!.sourceServerId;
    await portal.database.transaction(transaction =>
      portal.services.groups.replaceServers(transaction, group.id, [
        { sourceServerId, by: other, originInstanceId: 'i-new' },
      ]),
    );
    const resolved = await portal.services.groups.resolveServers(group.id);
    expect(resolved.map(server => server.sourceServerId)).toEqual([other]);
    expect(await client.getProtectionGroup(group.id)).toMatchObject({
      selection: { by: 'ids', sourceServerIds: [other] },
      selectedByTags: { Application: 'payroll' },
    });
  });

  it('remembers the last drill', async () => {
    const group = await create([id(0)], 'Drilled');
    const at = new Date('2026-11-23T10:00:00.000Z');
    await portal.services.groups.recordDrill(portal.database, [group.id], at);
    expect((await client.getProtectionGroup(group.id)).lastDrillAt).toBe(
      at.toISOString(),
    );
  });
});
