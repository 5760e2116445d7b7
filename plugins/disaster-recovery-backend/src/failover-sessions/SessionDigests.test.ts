import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import {
  addUpSessions,
  digestInstances,
  type DigestRow,
  toDigest,
} from './digestSessions';
import { drawNumber, keep, readKept } from './keptDigests';
import { SessionDigests } from './SessionDigests';
import {
  anyInstance,
  anySession,
  sessionTestBed,
} from './__testUtils__/sessionTestBed';
import type { FailoverSessionStore, NewInstance } from './types';

jest.setTimeout(120_000);

/** One who lists a session, step by step. */
class Reader {
  #changes: string[] = [];
  #number = '';
  #digest: DigestRow = {};

  constructor(private readonly database: Knex, private readonly id: string) {}

  async look() {
    const [{ changes }] = await readKept(this.database, [this.id]);
    this.#changes = changes;
  }

  async draw() {
    this.#number = await drawNumber(this.database);
  }

  async addUp() {
    const digests = await addUpSessions(this.database, [this.id]);
    this.#digest = digests.get(this.id)!;
  }

  async keep() {
    await this.database.transaction(transaction =>
      keep(transaction, {
        number: this.#number,
        digests: new Map([[this.id, this.#digest]]),
        changes: this.#changes,
      }),
    );
  }
}

type Step = [reader: number, step: 'look' | 'draw' | 'addUp' | 'keep'];

/** Every order in which two can take these steps, each in its own order. */
function interleavings<T>(a: T[], b: T[]): T[][] {
  if (a.length === 0 || b.length === 0) {
    return [[...a, ...b]];
  }
  return [
    ...interleavings(a.slice(1), b).map(rest => [a[0], ...rest]),
    ...interleavings(a, b.slice(1)).map(rest => [b[0], ...rest]),
  ];
}

const stepsOf = (reader: number): Step[] => [
  [reader, 'look'],
  [reader, 'draw'],
  [reader, 'addUp'],
  [reader, 'keep'],
];

describe('SessionDigests', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  const logger = mockServices.logger.mock();
  let database: Knex;
  let store: FailoverSessionStore;
  let digests: SessionDigests;
  let number = 0;

  beforeAll(async () => {
    database = await databases.init('POSTGRES_18');
    ({ store } = await sessionTestBed(database));
    digests = new SessionDigests({ database, logger });
  });

  async function create(count: number): Promise<string> {
    const { id } = await database.transaction(transaction =>
      store.create(
        transaction,
        anySession(),
        Array.from({ length: count }, newInstance),
      ),
    );
    return id;
  }

  function newInstance(): NewInstance {
    number += 1;
    return anyInstance(number);
  }

  async function change(id: string, transaction?: Knex.Transaction) {
    const [{ recoveryInstanceId, failback }] = await store.listInstances(id);
    const write = (tx: Knex.Transaction) =>
      store.updateInstance(
        id,
        recoveryInstanceId,
        {
          failback: {
            status: failback?.status === 'FAILED' ? 'LAUNCHED' : 'FAILED',
          },
        },
        tx,
      );
    await (transaction ? write(transaction) : database.transaction(write));
  }

  const actual = async (id: string) =>
    digestInstances(await store.listInstances(id));

  const listed = async (id: string) => (await digests.of([id]))(id);

  /** What a list says without adding anything up; undefined where it cannot. */
  async function kept(id: string) {
    const [{ digest, changes }] = await readKept(database, [id]);
    return digest && changes.length === 0 ? toDigest(digest) : undefined;
  }

  const changesOf = async (id: string) =>
    (await readKept(database, [id]))[0].changes.length;

  it('are kept, and true after instances changed, came and went', async () => {
    const id = await create(2);
    const empty = await create(0);
    expect((await digests.of([id, empty]))(empty).instanceCount).toBe(0);
    expect(await kept(id)).toEqual(await actual(id));
    expect(await kept(empty)).toEqual(await actual(empty));
    for (const write of [
      () => change(id),
      () =>
        database.transaction(tx => store.addInstances(id, [newInstance()], tx)),
      () => database('recovery_instances').where({ session_id: id }).del(),
    ]) {
      await write();
      expect(await changesOf(id)).toBe(1);
      expect(await listed(id)).toEqual(await actual(id));
      expect(await kept(id)).toEqual(await actual(id));
    }
  });

  it('do not include a writer who has not committed, and do afterwards', async () => {
    const id = await create(1);
    expect(await listed(id)).toEqual(await actual(id));
    await database.transaction(async writer => {
      await change(id, writer);
      expect(await listed(id)).toEqual(await actual(id));
      expect(await kept(id)).toEqual(await actual(id));
    });
    expect(await changesOf(id)).toBe(1);
    expect(await listed(id)).toEqual(await actual(id));
    expect((await digests.of([id]))(id).failedInstanceCount).toBe(1);
  });

  it('keep nobody waiting who writes the same session', async () => {
    const id = await create(2);
    const [first, second] = await store.listInstances(id);
    const write = (tx: Knex.Transaction, instance: typeof first) =>
      store.updateInstance(
        id,
        instance.recoveryInstanceId,
        { error: { message: 'no', at: '2026-11-23T10:00:00.000Z' } },
        tx,
      );
    await database.transaction(async one => {
      await write(one, first);
      await database.transaction(async other => {
        await other.raw("SET LOCAL lock_timeout = '1s'");
        await write(other, second);
      });
    });
    expect(await listed(id)).toEqual(await actual(id));
  });

  // Which of the two begins makes no difference.
  const orders = interleavings(stepsOf(0), stepsOf(1)).filter(
    ([[reader]]) => reader === 0,
  );

  it.each(orders.map((order, index) => [index, order]))(
    'are never outdated unnoticed, in whichever order two readers and a writer take turns (%i)',
    async (_, order) => {
      const id = await create(1);
      await digests.of([id]);
      for (let at = 0; at <= order.length; at += 1) {
        const readers = [new Reader(database, id), new Reader(database, id)];
        await change(id);
        for (const [index, [reader, step]] of order.entries()) {
          if (index === at) {
            await change(id);
          }
          await readers[reader][step]();
        }
        if (at === order.length) {
          await change(id);
        }
        expect(await listed(id)).toEqual(await actual(id));
        expect(await kept(id)).toEqual(await actual(id));
      }
    },
  );

  it('are forgotten with what changed, and not brought back by a slow reader', async () => {
    const id = await create(1);
    await digests.of([id]);
    const slow = new Reader(database, id);
    await slow.look();
    await slow.draw();
    await slow.addUp();
    await change(id);
    await digests.forgetChanged();
    expect(await database('session_digest_changes')).toEqual([]);
    await slow.keep();
    expect((await readKept(database, [id]))[0].digest).toBeUndefined();
    expect(await listed(id)).toEqual(await actual(id));
    expect(await kept(id)).toEqual(await actual(id));
  });

  it('go with their session, and what changed of it with the next forgetting', async () => {
    const id = await create(1);
    await digests.of([id]);
    await database('failover_sessions').where({ id }).delete();
    expect(await database('session_digests').where({ session_id: id })).toEqual(
      [],
    );
    await digests.forgetChanged();
    expect(await database('session_digest_changes')).toEqual([]);
    expect((await digests.of([id]))(id).instanceCount).toBe(0);
  });

  it('are told even where they cannot be kept', async () => {
    const id = await create(1);
    await digests.of([id]);
    await change(id);
    await database.transaction(async other => {
      await other('session_digests').where({ session_id: id }).forUpdate();
      expect(await listed(id)).toEqual(await actual(id));
      expect(await changesOf(id)).toBe(1);
    });
    expect(await listed(id)).toEqual(await actual(id));
    expect(await kept(id)).toEqual(await actual(id));
  });

  it('are told where nothing can be written', async () => {
    const id = await create(1);
    await digests.of([id]);
    await change(id);
    const readOnly = createKnex({
      ...database.client.config,
      pool: {
        afterCreate: (connection: any, done: () => void) =>
          connection.query('SET default_transaction_read_only = on', done),
      },
    });
    try {
      const reader = new SessionDigests({ database: readOnly, logger });
      expect((await reader.of([id]))(id)).toEqual(await actual(id));
    } finally {
      await readOnly.destroy();
    }
  });

  it('of another version are not taken for ones of this', async () => {
    const id = await create(1);
    await digests.of([id]);
    await database('session_digests')
      .where({ session_id: id })
      .update({ rule: 'another', digest: '{"instances": 7}' });
    expect(await listed(id)).toEqual(await actual(id));
  });
});
