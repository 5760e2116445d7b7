import { patientWaitMs } from './patientWaitMs';

const start = '2026-11-23T10:00:00.000Z';
const after = (seconds: number) => new Date(Date.parse(start) + seconds * 1000);

describe('patientWaitMs', () => {
  it('looks soon at first, less often later, and never less often than the interval', () => {
    expect(patientWaitMs(start, 60_000, after(1))).toBe(5000);
    expect(patientWaitMs(start, 60_000, after(200))).toBe(20_000);
    expect(patientWaitMs(start, 60_000, after(3600))).toBe(60_000);
    expect(patientWaitMs(start, 250, after(1))).toBe(250);
  });
});
