import type { JobRecord } from './records';

/** How long the stages of earlier launches took, from the shortest to the longest. Milliseconds. */
export interface LaunchTimes {
  converting: { least: number; most: number };
  launching: { least: number; most: number };
}

/** When DRS is asked for a job again, and for what: its log tells how far it is, the job itself whether it has ended. */
export interface JobLook {
  at: Date;
  reads: 'log' | 'job';
}

// In polling intervals: what is not known is guessed in them, so that who slows polling down slows down this too.
const FIRST_LOOK = 1;
const STARTING_LOOKS = 0.5;
const LONGEST_SILENCE = 2;
const SHORTEST_LOOKS = 1 / 30;
const SHORTEST_LOOKS_MS = 200;
/** A launch takes five to nine minutes: what its stages take at least, until one has been seen. */
const UNKNOWN: LaunchTimes = {
  converting: { least: 2.5, most: 2.5 },
  launching: { least: 1.5, most: 1.5 },
};

/** Of the shortest launch of converted servers: a look as often as this finds each of them before it can end. */
const STAGE_SHARE = 0.8;

/**
 * Of a job's age: how late its end may be noticed, so that what noticing adds stays around a hundredth. More waits for the end of
 * a large job, and looks cost less for each of its servers.
 */
const SHARE_OF_AGE = { few: 0.0175, many: 0.01 };
const MANY_SERVERS = 20;

/**
 * When a running job is looked at next: not by the clock, but when something is expected. Its log is read when its servers
 * should have come to the next stage, for the log says exactly when they did; and from when it may end it is asked for in
 * steps of a share of its age.
 *
 * @param times - how long stages took before in this account and region; undefined when nobody knows
 */
export function nextJobLook(
  job: Pick<
    JobRecord,
    | 'createdAt'
    | 'startedAt'
    | 'seenAt'
    | 'logReadAt'
    | 'convertingSince'
    | 'launchingSince'
    | 'serverCount'
  >,
  times: LaunchTimes | undefined,
  pollingIntervalMs: number,
): JobLook {
  const begin = (job.startedAt ?? job.createdAt).getTime();
  const last = Math.max(begin, job.seenAt?.getTime() ?? begin);
  const guess = (intervals: number) => intervals * pollingIntervalMs;
  const { converting, launching } = times ?? {
    converting: inMs(UNKNOWN.converting, guess),
    launching: inMs(UNKNOWN.launching, guess),
  };
  const silence = last + guess(LONGEST_SILENCE);
  if (job.launchingSince) {
    const earliest = job.launchingSince.getTime() + launching.least;
    const size = job.serverCount < MANY_SERVERS ? 'few' : 'many';
    const step = Math.max(
      (last - begin) * SHARE_OF_AGE[size],
      guess(SHORTEST_LOOKS),
      SHORTEST_LOOKS_MS,
    );
    const next = Math.max(earliest, last + Math.min(step, pollingIntervalMs));
    return { at: new Date(Math.min(next, silence)), reads: 'job' };
  }
  if (job.convertingSince) {
    const since = job.convertingSince.getTime();
    const expected = Math.min(
      since + converting.most,
      since + converting.least + launching.least,
    );
    const next = Math.max(expected, last + launching.least * STAGE_SHARE);
    return { at: new Date(Math.min(next, silence)), reads: 'log' };
  }
  const next = job.logReadAt
    ? last + guess(STARTING_LOOKS)
    : begin + guess(FIRST_LOOK);
  return { at: new Date(Math.max(next, last)), reads: 'log' };
}

function inMs(
  { least, most }: LaunchTimes['converting'],
  guess: (intervals: number) => number,
): LaunchTimes['converting'] {
  return { least: guess(least), most: guess(most) };
}
