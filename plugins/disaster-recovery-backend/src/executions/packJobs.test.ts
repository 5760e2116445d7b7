import fc from 'fast-check';
import { type LiveJobs, packJobs, type PackServer } from './packJobs';

const quotas = { serversPerJob: 100, concurrentJobs: 20, serversInJobs: 500 };
const idle = (): LiveJobs => ({ jobs: 0, servers: 0, busy: new Map() });
const servers = (count: number, waveNumber = 1, from = 0): PackServer[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${waveNumber}-${from + index}`,
    sourceServerId: `s-${waveNumber}-${from + index}`,
    waveNumber,
  }));
const sizes = (packing: { jobs: { servers: unknown[] }[] }) =>
  packing.jobs.map(job => job.servers.length);

describe('packJobs', () => {
  it('splits 101 servers of a wave at the quota of 100', () => {
    const packing = packJobs(servers(101), idle(), quotas);
    expect(sizes(packing)).toEqual([100, 1]);
    expect(packing.waiting).toEqual([]);
  });

  it('never mixes waves in a job', () => {
    const packing = packJobs(
      [...servers(3, 1), ...servers(2, 2)],
      idle(),
      quotas,
    );
    expect(
      packing.jobs.map(job => [job.waveNumber, job.servers.length]),
    ).toEqual([
      [1, 3],
      [2, 2],
    ]);
  });

  it('counts jobs and servers that were started elsewhere, and says what the rest waits for', () => {
    const full = packJobs(
      servers(30),
      { ...idle(), jobs: 3, servers: 480 },
      quotas,
    );
    expect(sizes(full)).toEqual([20]);
    expect(full.waiting).toHaveLength(10);
    expect(full.waiting[0].reason).toContain('500 servers');

    const crowded = packJobs(
      servers(1),
      { ...idle(), jobs: 20, servers: 20 },
      quotas,
    );
    expect(crowded.jobs).toEqual([]);
    expect(crowded.waiting[0].reason).toContain('20 jobs');
  });

  it('names the job that works on a server, and launches the others', () => {
    const packing = packJobs(
      servers(2),
      { jobs: 1, servers: 1, busy: new Map([['s-1-0', 'drsjob-other']]) },
      quotas,
    );
    expect(sizes(packing)).toEqual([1]);
    expect(packing.waiting[0].reason).toContain('drsjob-other');
  });

  it('keeps servers that were refused together apart from the others, in smaller jobs', () => {
    const refused = servers(3, 1).map(item => ({ ...item, packSize: 2 }));
    const packing = packJobs(
      [...refused, ...servers(4, 1, 10)],
      idle(),
      quotas,
    );
    expect(sizes(packing).sort()).toEqual([1, 2, 4]);
  });

  it('never exceeds a quota, and packs or names every server exactly once', () => {
    const server = fc.record({
      number: fc.nat(400),
      waveNumber: fc.integer({ min: 1, max: 4 }),
      packSize: fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(server, { maxLength: 300 }),
        fc.record({
          serversPerJob: fc.integer({ min: 1, max: 100 }),
          concurrentJobs: fc.integer({ min: 1, max: 20 }),
          serversInJobs: fc.integer({ min: 1, max: 250 }),
        }),
        fc.record({ jobs: fc.nat(22), servers: fc.nat(260) }),
        fc.uniqueArray(fc.nat(400), { maxLength: 30 }),
        (items, limits, counts, busyNumbers) => {
          const given = items.map((item, index) => ({
            id: String(index),
            sourceServerId: `s-${item.number}`,
            waveNumber: item.waveNumber,
            packSize: item.packSize,
          }));
          const live = {
            ...counts,
            busy: new Map(busyNumbers.map(n => [`s-${n}`, 'drsjob-x'])),
          };
          const { jobs, waiting } = packJobs(given, live, limits);
          const packed = jobs.flatMap(job => job.servers);

          expect(
            [...packed, ...waiting.map(item => item.server)]
              .map(({ id }) => id)
              .sort(),
          ).toEqual(given.map(({ id }) => id).sort());
          expect(jobs.length).toBeLessThanOrEqual(
            Math.max(0, limits.concurrentJobs - live.jobs),
          );
          expect(packed.length).toBeLessThanOrEqual(
            Math.max(0, limits.serversInJobs - live.servers),
          );
          const ids = packed.map(({ sourceServerId }) => sourceServerId);
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids.some(id => live.busy.has(id))).toBe(false);
          for (const job of jobs) {
            expect(job.servers.length).toBeGreaterThan(0);
            for (const member of job.servers) {
              expect(member.waveNumber).toBe(job.waveNumber);
              expect(job.servers.length).toBeLessThanOrEqual(
                Math.min(limits.serversPerJob, member.packSize ?? 100),
              );
            }
          }
          expect(waiting.every(({ reason }) => reason.length > 10)).toBe(true);
        },
      ),
    );
  });

  it('gets every server launched in turns, when room comes back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 250 }),
        (count, serversPerJob, concurrentJobs, serversInJobs) => {
          const limits = { serversPerJob, concurrentJobs, serversInJobs };
          const launched = new Set<string>();
          let rest = servers(count);
          for (let turn = 0; rest.length > 0; turn++) {
            expect(turn).toBeLessThan(count + 1);
            const packing = packJobs(rest, idle(), limits);
            packing.jobs
              .flatMap(job => job.servers)
              .forEach(({ id }) => launched.add(id));
            rest = packing.waiting.map(({ server }) => server);
          }
          expect(launched.size).toBe(count);
        },
      ),
      { numRuns: 30 },
    );
  });
});
