import { ConfigReader } from '@backstage/config';
import { readDisasterRecoveryConfig } from './DisasterRecoveryConfig';

function read(disasterRecovery?: Record<string, any>) {
  return readDisasterRecoveryConfig(
    new ConfigReader(disasterRecovery ? { disasterRecovery } : {}),
  );
}

describe('readDisasterRecoveryConfig', () => {
  it('needs nothing: the defaults are those of AWS', () => {
    expect(read()).toMatchObject({
      pollingIntervalMs: 60_000,
      readyLagSeconds: 60,
      originCaptureIntervalMs: 3_600_000,
      quotas: { serversPerJob: 100, concurrentJobs: 20, serversInJobs: 500 },
      agents: {
        installDocument: 'AWSDisasterRecovery-InstallDRAgentOnInstance',
      },
      cloudWatch: undefined,
      rateLimit: { requests: 300, windowMs: 60_000 },
    });
  });

  it('takes durations in words or units', () => {
    expect(read({ polling: { interval: '30s' } }).pollingIntervalMs).toBe(
      30_000,
    );
    expect(
      read({ polling: { interval: { minutes: 2 } } }).pollingIntervalMs,
    ).toBe(120_000);
  });

  it.each([
    ['polling.interval', { polling: { interval: 'often' } }],
    ['polling.interval', { polling: { interval: { seconds: 0 } } }],
    ['quotas.serversPerJob', { quotas: { serversPerJob: 201 } }],
    ['quotas.concurrentJobs', { quotas: { concurrentJobs: 1.5 } }],
    ['rateLimit.requests', { rateLimit: { requests: 0 } }],
    ['aws.endpoint', { aws: { endpoint: 'simulator' } }],
    ['cloudWatch.region', { cloudWatch: { logGroup: 'dr' } }],
  ])('refuses a bad %s by its name', (key, config) => {
    expect(() => read(config)).toThrow(key);
  });
});
