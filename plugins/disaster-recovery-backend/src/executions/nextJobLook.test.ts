import { type LaunchTimes, nextJobLook } from './nextJobLook';

const BEGIN = Date.parse('2026-11-27T10:00:00Z');
const MINUTE = 60_000;
const at = (seconds: number) => new Date(BEGIN + seconds * 1000);

const KNOWN: LaunchTimes = {
  converting: { least: 180_000, most: 240_000 },
  launching: { least: 120_000, most: 180_000 },
};

/** Looks at a launch until it is seen to have ended. */
function follow(
  launch: { converting: number; launching: number; ended: number },
  times: LaunchTimes | undefined,
  serverCount = 2,
) {
  const job: Parameters<typeof nextJobLook>[0] = {
    serverCount,
    createdAt: at(0),
    startedAt: at(0),
  };
  for (let looks = 1; looks < 200; looks++) {
    const look = nextJobLook(job, times, MINUTE);
    const seconds = (look.at.getTime() - BEGIN) / 1000;
    if (seconds >= launch.ended) {
      return { looks, late: seconds - launch.ended };
    }
    job.seenAt = look.at;
    if (look.reads === 'log') {
      job.logReadAt = look.at;
      job.convertingSince =
        seconds >= launch.converting ? at(launch.converting) : undefined;
      job.launchingSince =
        seconds >= launch.launching ? at(launch.launching) : undefined;
    }
  }
  throw new Error('Never looked after its end');
}

describe('nextJobLook', () => {
  it('notices the end of a launch within two hundredths of its age, wherever it falls, with few looks', () => {
    const all: { looks: number; late: number }[] = [];
    for (let converted = 181; converted < 240; converted += 7) {
      for (let launched = 121; launched < 180; launched += 1.3) {
        const ended = 30 + converted + launched;
        const { looks, late } = follow(
          { converting: 30, launching: 30 + converted, ended },
          KNOWN,
        );
        expect(late).toBeLessThanOrEqual(ended * 0.019);
        all.push({ looks, late: late / ended });
      }
    }
    const mean = (of: 'looks' | 'late') =>
      all.reduce((sum, one) => sum + one[of], 0) / all.length;
    expect(Math.max(...all.map(({ looks }) => looks))).toBeLessThan(15);
    expect(mean('looks')).toBeLessThan(9.2);
    expect(mean('late')).toBeLessThan(0.01);
  });

  it('notices the end of a large launch within a hundredth', () => {
    for (let launched = 121; launched < 180; launched += 1.3) {
      const ended = 240 + launched;
      const launch = { converting: 30, launching: 240, ended };
      expect(follow(launch, KNOWN, 100).late).toBeLessThanOrEqual(
        ended * 0.0105,
      );
    }
  });

  it('notices it as soon while nobody knows how long launches take, with more looks', () => {
    const launch = { converting: 30, launching: 240, ended: 390 };
    const { looks, late } = follow(launch, undefined);
    expect(late).toBeLessThanOrEqual(390 * 0.019);
    expect(looks).toBeGreaterThan(follow(launch, KNOWN).looks);
    expect(looks).toBeLessThan(20);
  });

  it('notices a launch that fails early within a minute or so', () => {
    const never = Infinity;
    expect(
      follow({ converting: never, launching: never, ended: 20 }, KNOWN).late,
    ).toBeLessThan(60);
    expect(
      follow({ converting: never, launching: never, ended: 70 }, KNOWN).late,
    ).toBeLessThan(30);
  });

  it('looks at what takes longer than ever at least every other interval', () => {
    const { looks } = follow(
      { converting: 30, launching: 1_500, ended: 1_800 },
      KNOWN,
    );
    expect(looks).toBeGreaterThan(14);
  });
});
