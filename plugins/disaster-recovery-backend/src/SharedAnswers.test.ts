import { createDeferred } from '@backstage/types';
import { SharedAnswers } from './SharedAnswers';

describe('SharedAnswers', () => {
  /** Readings of the same question, which end as the test says. */
  function reader() {
    const answers = new SharedAnswers();
    const readings: ReturnType<typeof createDeferred<string>>[] = [];
    const ask = (question = 'which sessions?') =>
      answers.get(question, () => {
        const reading = createDeferred<string>();
        readings.push(reading);
        return reading;
      });
    return { ask, readings };
  }

  it('answers those who asked meanwhile together, with what was read after they had asked', async () => {
    const { ask, readings } = reader();
    const first = ask();
    const second = ask();
    const third = ask();
    expect(readings).toHaveLength(1);
    readings[0].resolve('before');
    expect(await first).toBe('before');
    expect(readings).toHaveLength(2);
    readings[1].resolve('after');
    expect(await Promise.all([second, third])).toEqual(['after', 'after']);
  });

  it('reads anew for whoever asks later', async () => {
    const { ask, readings } = reader();
    for (const answer of ['one', 'two', 'three']) {
      const asked = ask();
      readings.at(-1)!.resolve(answer);
      expect(await asked).toBe(answer);
    }
  });

  it('does not mix questions', async () => {
    const { ask, readings } = reader();
    const asked = [ask('yours?'), ask('mine?')];
    readings[0].resolve('yours');
    readings[1].resolve('mine');
    expect(await Promise.all(asked)).toEqual(['yours', 'mine']);
  });

  it('tells whoever waits of an error, and goes on', async () => {
    const { ask, readings } = reader();
    const [first, second] = [ask(), ask()];
    readings[0].reject(new Error('The database is away'));
    await expect(first).rejects.toThrow('The database is away');
    readings[1].resolve('here again');
    expect(await second).toBe('here again');
  });
});
