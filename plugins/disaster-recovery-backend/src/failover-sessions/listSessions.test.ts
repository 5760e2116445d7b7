import { TestDatabases } from '@backstage/backend-test-utils';
import {
  SESSION_STATUS_ORDER,
  type SessionQuery,
  type SessionTab,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { prepareSessionList } from './listSessions';
import { sessionTab } from './sessionTab';
import {
  anyInstance,
  anySession,
  sessionTestBed,
} from './__testUtils__/sessionTestBed';
import type { SessionRecord } from './types';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
jest.setTimeout(120_000);

const ERROR = { message: 'failed', at: '2026-11-23T10:00:00.000Z' };

/** Begins an operation of a session. */
async function run(database: Knex, sessionId: string) {
  await database('operations').insert({
    id: `operation of ${sessionId}`,
    session_id: sessionId,
    kind: 'install-agents',
    status: 'RUNNING',
    correlation_id: sessionId,
    attempt: 1,
    requested_by: 'user:default/operator',
    request: '{}',
    started_at: new Date(),
  });
}

describe('prepareSessionList', () => {
  let database: Knex;
  const made: SessionRecord[] = [];

  beforeAll(async () => {
    database = await databases.init('POSTGRES_18');
    const { store } = await sessionTestBed(database);
    const drafts = [
      { name: 'Alpha 100%', status: 'FAILOVER_COMPLETE' },
      { name: 'Bravo', status: 'READY_FOR_FAILBACK', mirrored_at: new Date() },
      {
        name: 'Charlie',
        status: 'REVERSE_REPLICATING',
        mirrored_at: new Date(),
      },
      { name: 'Delta', status: 'READY_FOR_FAILBACK', last_error: ERROR },
      { name: 'Echo', status: 'CLEANUP_COMPLETE', last_error: ERROR },
      { name: 'Foxtrot', status: 'INSTALLING_AGENTS', running: true },
      { name: 'Golf', status: 'REVERSE_REPLICATING' },
      { name: 'Hotel', status: 'READY_FOR_FAILBACK', failed: true },
    ];
    for (const [index, { name, running, failed, ...row }] of drafts.entries()) {
      const { id } = await database.transaction(transaction =>
        store.create(
          transaction,
          anySession({
            name,
            owner: `group:default/team-${index % 2}`,
            sourceRegion: index < 3 ? 'us-east-1' : 'eu-west-1',
            originalProtectionGroupIds: [`group-${index}`],
            originalRecoveryPlanName: 'Orders',
          }),
          [
            anyInstance(index + 1, {
              hostname: `host-${index}`,
              ...(failed && { error: ERROR }),
            }),
          ],
        ),
      );
      await database('failover_sessions').where({ id }).update(row);
      if (running) {
        await run(database, id);
      }
      made.push(await store.get(id));
    }
  });

  const list = (query: SessionQuery = {}) =>
    prepareSessionList(database, query, builder => builder).read();
  const names = async (query: SessionQuery = {}) =>
    (await list({ orderBy: 'name', order: 'asc', ...query })).sessions.map(
      ({ name }) => name,
    );

  it('R1.4, R11.1: lists all sessions with their status, newest first', async () => {
    const { sessions, totalItems } = await list();
    expect(totalItems).toBe(8);
    expect(sessions.map(({ name, status }) => [name, status])).toEqual(
      [...made].reverse().map(({ name, status }) => [name, status]),
    );
  });

  it('counts what is behind each tab, and shows what is behind one', async () => {
    expect((await list()).counts).toEqual({
      needsYou: 4,
      inProgress: 2,
      ready: 1,
      done: 1,
    });
    expect(await names({ tab: 'needsYou' })).toEqual([
      'Alpha 100%',
      'Delta',
      'Golf',
      'Hotel',
    ]);
    expect(await names({ tab: 'inProgress' })).toEqual(['Charlie', 'Foxtrot']);
    expect(await names({ tab: 'ready' })).toEqual(['Bravo']);
    const done = await list({ tab: 'done' });
    expect(done).toMatchObject({ totalItems: 1, counts: { needsYou: 4 } });
    const empty = await list({ tab: 'ready', status: ['CLEANUP_COMPLETE'] });
    expect(empty.sessions).toEqual([]);
    expect(empty.counts).toEqual({
      needsYou: 0,
      inProgress: 0,
      ready: 0,
      done: 1,
    });
  });

  it('puts every session under the same tab as the rule that pages use, in lists and in counts', async () => {
    const other = await databases.init('POSTGRES_18');
    const { store } = await sessionTestBed(other);
    const both = [true, false];
    const all = SESSION_STATUS_ORDER.flatMap(status =>
      both.flatMap(isMirrored =>
        both.flatMap(hasError =>
          both.flatMap(isWorking =>
            both.map(hasFailedInstance => ({
              status,
              isMirrored,
              hasError,
              isWorking,
              hasFailedInstance,
            })),
          ),
        ),
      ),
    );
    const expected: Record<SessionTab, string[]> = {
      needsYou: [],
      inProgress: [],
      ready: [],
      done: [],
    };
    for (const [index, facts] of all.entries()) {
      const { id, name } = await other.transaction(transaction =>
        store.create(transaction, anySession({ name: `session ${index}` }), [
          anyInstance(
            index + 1,
            facts.hasFailedInstance ? { error: ERROR } : {},
          ),
        ]),
      );
      await other('failover_sessions')
        .where({ id })
        .update({
          status: facts.status,
          mirrored_at: facts.isMirrored ? new Date() : null,
          last_error: facts.hasError ? ERROR : null,
        });
      if (facts.isWorking) {
        await run(other, id);
      }
      const tab = sessionTab({ session: await store.get(id), ...facts });
      expected[tab].push(name);
    }

    for (const tab of Object.keys(expected) as SessionTab[]) {
      const { sessions, counts } = await prepareSessionList(
        other,
        { tab, limit: all.length, order: 'asc' },
        builder => builder,
      ).read();
      expect(sessions.map(({ name }) => name)).toEqual(expected[tab]);
      expect(counts[tab]).toBe(expected[tab].length);
    }
  });

  it('filters by status, region, owner, group and text, taken literally', async () => {
    expect(await names({ status: ['CLEANUP_COMPLETE'] })).toEqual(['Echo']);
    expect(await names({ region: 'us-east-1' })).toHaveLength(3);
    expect(await names({ region: 'us-west-2' })).toHaveLength(8);
    expect(await names({ owner: 'group:default/team-1' })).toHaveLength(4);
    expect(await names({ protectionGroupId: 'group-3' })).toEqual(['Delta']);
    expect(await names({ text: '0%' })).toEqual(['Alpha 100%']);
    expect(await names({ text: 'HOST-4' })).toEqual(['Echo']);
    expect(await names({ text: 'sT-4' })).toEqual(['Echo']);
    for (const other of ['st.4', 'st_4', 'stz4', 'stX4', 'st%4']) {
      expect(await names({ text: other })).toEqual([]);
    }
    expect(await names({ text: anyInstance(2).recoveryInstanceId })).toEqual([
      'Bravo',
    ]);
    expect(await names({ text: 'orders' })).toHaveLength(8);
    expect(await names({ text: '_' })).toEqual([]);
  });

  it.each(['createdAt', 'updatedAt', 'name', 'status'] as const)(
    'pages by %s without a gap or a repeat, in both directions',
    async orderBy => {
      for (const order of ['asc', 'desc'] as const) {
        const whole = await list({ orderBy, order });
        const paged: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await list({ orderBy, order, limit: 2, cursor });
          expect(page.totalItems).toBe(8);
          paged.push(...page.sessions.map(({ id }) => id));
          cursor = page.nextCursor;
        } while (cursor);
        expect(paged).toEqual(whole.sessions.map(({ id }) => id));
        expect(new Set(paged).size).toBe(8);
      }
    },
  );

  it('shows only what the caller may read, and counts no more than that', async () => {
    const { read } = prepareSessionList(database, {}, builder =>
      builder.whereRaw('?? = any(?)', ['s.owner', ['group:default/team-1']]),
    );
    const page = await read();
    expect(page.totalItems).toBe(4);
    expect(page.sessions).toHaveLength(4);
  });
});
