/** A pause between calls that is longer than this is a wait for a moment that was set; what is shorter is work. Real seconds. */
const WORK_SECONDS = 0.5;

/** The spans of time in which AWS was at work on nothing. Milliseconds of simulated time. */
function gapsBetween(activities, { from, to }) {
  const gaps = [];
  let covered = from;
  for (const activity of activities) {
    const begin = Date.parse(activity.from);
    if (begin > covered) {
      gaps.push({ from: covered, to: Math.min(begin, to) });
    }
    covered = Math.max(covered, activity.to ? Date.parse(activity.to) : to);
  }
  return covered < to ? [...gaps, { from: covered, to }] : gaps;
}

/**
 * What became of the time in which AWS was at work on nothing: the portal waited until it looked again, or it worked. It waits
 * until the first call after AWS was done, and in every longer pause between calls; what is left is its work, and that of who
 * drives it, which do not run faster with the simulated AWS.
 *
 * @param activities - as the simulated AWS tells them, by their begin
 * @param calls - the simulated AWS's trace, oldest first
 * @param span - `from`, `to`: simulated time in milliseconds; `speed`: simulated seconds a second
 * @returns `waited` in simulated seconds, `worked` in real ones
 */
export function idleTime(activities, calls, { speed, ...span }) {
  const times = calls.map(({ simTime }) => Date.parse(simTime));
  let waited = 0;
  let worked = 0;
  for (const gap of gapsBetween(activities, span)) {
    const moments = [
      ...times.filter(at => at > gap.from && at < gap.to),
      gap.to,
    ];
    let last = gap.from;
    moments.forEach((at, index) => {
      const seconds = (at - last) / 1000;
      if (index === 0 || seconds > WORK_SECONDS * speed) {
        waited += seconds;
      } else {
        worked += seconds / speed;
      }
      last = at;
    });
  }
  return { waited, worked };
}
