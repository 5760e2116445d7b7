import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { until } from '../__testUtils__';
import { DatabaseClock } from '../database/DatabaseClock';
import { migrate } from '../database/migrate';
import { PgBossEngine } from '../engine';
import { DatabaseOutbox } from './DatabaseOutbox';
import type { Channel } from './types';

jest.setTimeout(60_000);

const NEWS = 'news';

describe('DatabaseOutbox', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let database: Knex;
  let sent: unknown[][];
  /** What the world outside says of messages; it takes them unless told. */
  let outside: (contents: unknown[]) => Promise<void>;
  const processes: PgBossEngine[] = [];
  const logger = mockServices.logger.mock({
    child: () => mockServices.logger.mock(),
  });

  beforeEach(async () => {
    database = await databases.init('POSTGRES_18');
    await migrate(database);
    sent = [];
    outside = async () => {};
    jest.clearAllMocks();
  });
  afterEach(async () => {
    await Promise.all(processes.splice(0).map(engine => engine.stop()));
  });

  /** One of the portal's processes; until it is started it writes down, and is killed before it sends. */
  async function newProcess(channel: Partial<Channel> = {}) {
    const engine = await PgBossEngine.create({ database, logger });
    const outbox = DatabaseOutbox.create({
      database,
      clock: await DatabaseClock.create(database),
      engine,
      logger,
    });
    outbox.open({
      name: NEWS,
      mostAtOnce: 1,
      patienceMs: 60_000,
      send: async messages => {
        const contents = messages.map(({ content }) => content);
        await outside(contents);
        sent.push(contents);
      },
      ...channel,
    });
    const put = (content: object, scope?: string) =>
      database.transaction(transaction =>
        outbox.put(transaction, NEWS, { content, scope }),
      );
    const start = async () => {
      await engine.start();
      processes.push(engine);
    };
    return { outbox, put, start };
  }

  const untilAtRest = () =>
    until(
      async () =>
        (await database('engine_wakes').where({ kind: 'outbox' })).length === 0,
      { what: 'an outbox with nothing to do' },
    );

  it('sends what was written down, once, and nothing of a transaction that did not commit', async () => {
    const { outbox, put, start } = await newProcess();
    await start();
    await expect(
      database.transaction(async transaction => {
        await outbox.put(transaction, NEWS, { content: { n: 0 } });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await put({ n: 1 });
    await put({ n: 2 });
    await untilAtRest();
    expect(sent).toEqual([[{ n: 1 }], [{ n: 2 }]]);
    expect(await database('outbox')).toEqual([]);
  });

  it('sends what a process wrote down that was killed before it sent', async () => {
    const first = await newProcess();
    await first.start();
    await processes.pop()!.stop();
    const killed = await newProcess();
    await killed.put({ n: 1 });
    expect(sent).toEqual([]);
    const other = await newProcess();
    await other.start();
    await untilAtRest();
    expect(sent).toEqual([[{ n: 1 }]]);
  });

  it('sends again what was not taken, in order and together, when it can be', async () => {
    const { outbox, start } = await newProcess({ mostAtOnce: 100 });
    await start();
    const tries: unknown[] = [];
    outside = async contents => {
      tries.push(contents);
      throw new Error('away');
    };
    await database.transaction(async transaction => {
      for (const n of [1, 2, 3]) {
        await outbox.put(transaction, NEWS, { content: { n } });
      }
    });
    await until(async () => tries.length > 1);
    expect(sent).toEqual([]);
    outside = async () => {};
    await untilAtRest();
    expect(sent).toEqual([[{ n: 1 }, { n: 2 }, { n: 3 }]]);
  });

  it('sends of a scope the newest only, also when it comes while an older is on its way', async () => {
    const { put, start } = await newProcess();
    await start();
    const tried: unknown[] = [];
    outside = async ([content]) => {
      tried.push(content);
      if (tried.length === 1) {
        await put({ n: 2 }, 'a');
      }
    };
    await put({ n: 1 }, 'a');
    await untilAtRest();
    expect(sent).toEqual([[{ n: 1 }], [{ n: 2 }]]);

    outside = async () => {
      throw new Error('away');
    };
    await put({ n: 3 }, 'a');
    await put({ n: 4 }, 'a');
    await put({ n: 5 }, 'b');
    outside = async () => {};
    await untilAtRest();
    expect(sent.slice(-2)).toEqual([[{ n: 4 }], [{ n: 5 }]]);
  });

  it('gives up what is refused at once, and what nobody took in time with a word in the log', async () => {
    const { put, start } = await newProcess({
      isRefusal: error => String(error).includes('no such thing'),
      patienceMs: 1_500,
    });
    await start();
    outside = async ([content]) => {
      throw new Error(
        (content as { n: number }).n === 1 ? 'no such thing' : 'away',
      );
    };
    await put({ n: 1 });
    await untilAtRest();
    expect(logger.warn).not.toHaveBeenCalled();
    await put({ n: 2 });
    await untilAtRest();
    expect(sent).toEqual([]);
    expect(await database('outbox')).toEqual([]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('1 of news were given up'),
    );
  });
});
