import { WholeLooks } from './WholeLooks';

const MINUTE = 60_000;
const PLACE = '111122223333/us-east-1';
const session = (id: string, updatedAt: number) => ({
  id,
  updatedAt: new Date(updatedAt),
});

describe('WholeLooks', () => {
  let now = 5_000;
  const looks = new WholeLooks(() => now);

  it('is due at once where nobody knows of one', () => {
    expect(looks.dueInMs(PLACE, MINUTE)).toBe(0);
    expect(looks.isKnown(PLACE, session('one', 1))).toBe(false);
  });

  it('is due an interval after the last one began, however long that took', () => {
    looks.note(PLACE, [session('one', 1)], now);
    now += 20_000;
    expect(looks.dueInMs(PLACE, MINUTE)).toBe(40_000);
    expect(looks.dueInMs('111122223333/eu-west-1', MINUTE)).toBe(0);
    now += 50_000;
    expect(looks.dueInMs(PLACE, MINUTE)).toBe(0);
  });

  it('does not know a session that was changed or that came since', () => {
    expect(looks.isKnown(PLACE, session('one', 1))).toBe(true);
    expect(looks.isKnown(PLACE, session('one', 2))).toBe(false);
    expect(looks.isKnown(PLACE, session('two', 1))).toBe(false);
    looks.forget(PLACE);
    expect(looks.isKnown(PLACE, session('one', 1))).toBe(false);
  });
});
