import { RequestBudget } from './RequestBudget';
import { urgently, whileWatching } from './callLines';

describe('RequestBudget', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** A service that takes so many requests a second, and throttles the others. */
  function service(perSecond: number) {
    let tokens = perSecond;
    let at = Date.now();
    return () => {
      tokens = Math.min(
        perSecond,
        tokens + ((Date.now() - at) / 1000) * perSecond,
      );
      at = Date.now();
      if (tokens < 1) {
        return false;
      }
      tokens -= 1;
      return true;
    };
  }

  /** Repeats a request until it is answered. */
  async function request(budget: RequestBudget, ask: () => boolean) {
    for (;;) {
      await budget.take();
      const isAnswered = ask();
      budget.release();
      if (isAnswered) {
        return;
      }
      budget.noteThrottle();
    }
  }

  /** Makes requests by name, and keeps the order in which they had their turns. */
  function inOrder(budget: RequestBudget) {
    const order: string[] = [];
    const one = async (name: string) => {
      await budget.take();
      order.push(name);
      budget.release();
    };
    return { order, one };
  }

  it('sets no limit before AWS has', async () => {
    const budget = new RequestBudget();
    await Promise.all(
      Array.from({ length: 500 }, () => request(budget, () => true)),
    );
    expect(budget.state).toEqual({
      perSecond: undefined,
      waiting: 0,
      throttled: 0,
    });
  });

  it('finds the rate that AWS takes: nearly all of it is used, and little is thrown away', async () => {
    const budget = new RequestBudget();
    const ask = service(10);
    let answered = 0;
    const begin = Date.now();
    const all = Promise.all(
      Array.from({ length: 600 }, async () => {
        await request(budget, ask);
        answered += 1;
      }),
    );
    await jest.advanceTimersByTimeAsync(90_000);
    await all;
    expect(answered).toBe(600);
    expect(Date.now() - begin).toBe(90_000);
    expect(budget.state.throttled).toBeLessThan(60);
  });

  it('lets urgent requests go first, and the others not starve', async () => {
    const budget = new RequestBudget();
    budget.noteThrottle();
    const { order, one } = inOrder(budget);
    const polls = Array.from({ length: 6 }, (_, index) => one(`poll ${index}`));
    const launches = urgently(() =>
      Promise.all(
        Array.from({ length: 6 }, (_, index) => one(`launch ${index}`)),
      ),
    );
    await jest.advanceTimersByTimeAsync(60_000);
    await Promise.all([...polls, launches]);
    expect(order.slice(0, 7)).toEqual([
      'poll 0',
      'launch 0',
      'launch 1',
      'launch 2',
      'launch 3',
      'poll 1',
      'launch 4',
    ]);
    expect(order).toHaveLength(12);
  });

  it('does not let a look wait behind all the work that came before it', async () => {
    const budget = new RequestBudget();
    budget.noteThrottle();
    const { order, one } = inOrder(budget);
    const work = Array.from({ length: 50 }, () => one('work'));
    const look = whileWatching(async () => {
      for (const page of [1, 2, 3]) {
        await one(`page ${page}`);
      }
    });
    await jest.advanceTimersByTimeAsync(120_000);
    await Promise.all([...work, look]);
    expect(order).toHaveLength(53);
    // The first was on its way already; then each page is the next but one at most.
    expect(order.indexOf('page 3')).toBeLessThanOrEqual(6);
  });

  it('shares what urgent requests leave between looks and work', async () => {
    const budget = new RequestBudget();
    budget.noteThrottle();
    const { order, one } = inOrder(budget);
    const many = (name: string) =>
      Promise.all(Array.from({ length: 40 }, () => one(name)));
    const all = Promise.all([
      urgently(() => many('launch')),
      whileWatching(() => many('look')),
      many('work'),
    ]);
    await jest.advanceTimersByTimeAsync(600_000);
    await all;
    const early = order.slice(0, 40);
    const count = (name: string) => early.filter(turn => turn === name).length;
    expect(count('launch')).toBeGreaterThanOrEqual(32);
    expect(Math.abs(count('look') - count('work'))).toBeLessThanOrEqual(1);
    expect(order).toHaveLength(120);
  });
});
