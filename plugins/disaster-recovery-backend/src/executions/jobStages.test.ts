import { jobStages } from './jobStages';

const at = (second: number) => new Date(Date.UTC(2026, 10, 27, 10, 0, second));
const entry = (second: number, event: string, sourceServerId?: string) => ({
  at: at(second),
  event,
  sourceServerId,
});

const log = [
  entry(1, 'JOB_START'),
  entry(2, 'CONVERSION_START', 's-1'),
  entry(9, 'CONVERSION_START', 's-2'),
  entry(20, 'LAUNCH_START', 's-1'),
];

describe('jobStages', () => {
  it('tells when the last server came to a stage, once all have', () => {
    expect(jobStages(log.slice(0, 2), 2, false)).toEqual({});
    expect(jobStages(log, 2, false)).toEqual({ convertingSince: at(9) });
    expect(
      jobStages([...log, entry(25, 'LAUNCH_START', 's-2')], 2, false),
    ).toEqual({ convertingSince: at(9), launchingSince: at(25) });
  });

  it('does not wait for servers that failed', () => {
    expect(
      jobStages([...log, entry(22, 'CONVERSION_FAIL', 's-2')], 2, false),
    ).toEqual({ convertingSince: at(9), launchingSince: at(20) });
  });

  it('waits for a silent server only until it is late', () => {
    expect(jobStages(log, 3, false)).toEqual({});
    expect(jobStages(log, 3, true)).toEqual({ convertingSince: at(9) });
  });
});
