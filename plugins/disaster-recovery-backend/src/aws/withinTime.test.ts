import { withinTime } from './withinTime';

describe('withinTime', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('gives what comes in time, and keeps no clock running for it', async () => {
    expect(await withinTime(30_000, async () => 'an answer')).toBe('an answer');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('keeps no clock running for what fails by itself', async () => {
    await expect(
      withinTime(30_000, async () => {
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('aborts what does not come in time, and says so', async () => {
    const answer = withinTime(
      30_000,
      signal =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        ),
    );
    jest.advanceTimersByTime(30_000);
    await expect(answer).rejects.toMatchObject({
      name: 'TimeoutError',
      message: 'There was no answer within 30 s',
    });
  });
});
