import { mockServices } from '@backstage/backend-test-utils';
import { asOwner, currentOwnership } from '../engine/ownership';
import { CloudWatchDelivery } from './CloudWatchDelivery';

describe('CloudWatchDelivery', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('R12.1: delivers what failed, with operation, session and error, and never makes the caller wait', async () => {
    const delivered: string[] = [];
    const delivery = new CloudWatchDelivery({
      logger: mockServices.logger.mock(),
      put: async entries => {
        delivered.push(...entries.map(entry => entry.message));
      },
    });
    delivery.deliver({
      operation: 'install-agents',
      sessionId: 's1',
      error: { message: 'no SSM' },
    });
    expect(delivered).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(delivered.map(message => JSON.parse(message))).toEqual([
      {
        operation: 'install-agents',
        sessionId: 's1',
        error: { message: 'no SSM' },
      },
    ]);
  });

  it('keeps what AWS did not take and delivers it in order when AWS is back', async () => {
    const delivered: string[] = [];
    let away = true;
    const delivery = new CloudWatchDelivery({
      logger: mockServices.logger.mock(),
      put: async entries => {
        if (away) {
          throw new Error('away');
        }
        delivered.push(...entries.map(entry => entry.message));
      },
    });
    delivery.deliver({ n: 1 });
    delivery.deliver({ n: 2 });
    await jest.advanceTimersByTimeAsync(100);
    away = false;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(delivered).toEqual(['{"n":1}', '{"n":2}']);
  });

  it('delivers what a run told although the run is over and belongs to nobody any more', async () => {
    const put = jest.fn(() => currentOwnership()());
    const delivery = new CloudWatchDelivery({
      logger: mockServices.logger.mock(),
      put,
    });
    await asOwner(
      async () => {
        throw new Error('A newer run has begun');
      },
      async () => delivery.deliver({ n: 1 }),
    );
    await jest.advanceTimersByTimeAsync(1);
    await expect(put.mock.results[0].value).resolves.toBeUndefined();
  });

  it('gives up the oldest entries rather than memory, and says how many', async () => {
    const logger = mockServices.logger.mock();
    let away = true;
    const delivered: string[] = [];
    const delivery = new CloudWatchDelivery({
      logger,
      put: async entries => {
        if (away) {
          throw new Error('away');
        }
        delivered.push(...entries.map(entry => entry.message));
      },
    });
    for (let n = 0; n < 2_010; n += 1) {
      delivery.deliver({ n });
    }
    away = false;
    await jest.advanceTimersByTimeAsync(120_000);
    expect(delivered).toHaveLength(2_000);
    expect(delivered[0]).toBe('{"n":10}');
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('10 entries were given up'),
    );
  });

  it('sends what waits when the process shuts down', async () => {
    const put = jest.fn(async () => {});
    const delivery = new CloudWatchDelivery({
      logger: mockServices.logger.mock(),
      put,
    });
    delivery.deliver({ n: 1 });
    await delivery.stop();
    expect(put).toHaveBeenCalledTimes(1);
  });
});
