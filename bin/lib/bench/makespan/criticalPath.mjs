/** DRS's quotas: servers in all jobs, and jobs, at a time. */
const SERVERS_IN_JOBS = 500;
const JOBS = 20;

/** How long jobs take that all may begin at once, as far as the quotas allow. */
function side(jobs) {
  const running = [];
  let now = 0;
  for (const job of jobs) {
    const servers = () => running.reduce((sum, one) => sum + one.servers, 0);
    while (
      running.length >= JOBS ||
      (running.length > 0 && servers() + job.servers > SERVERS_IN_JOBS)
    ) {
      running.sort((a, b) => a.end - b.end);
      now = running.shift().end;
    }
    running.push({ servers: job.servers, end: now + job.seconds });
  }
  return Math.max(0, ...running.map(({ end }) => end));
}

/**
 * The least that waves one after the other take: the simulated AWS's own durations of their jobs, and nothing between.
 *
 * @param execution - as the API shows it
 * @param activities - as the simulated AWS tells them
 */
export function criticalPath(execution, activities) {
  const jobs = new Map(
    activities
      .filter(({ kind }) => kind === 'job')
      .map(({ id, from, to, resourceIds }) => [
        id,
        {
          seconds: (Date.parse(to) - Date.parse(from)) / 1000,
          servers: resourceIds.length,
          end: Date.parse(to),
        },
      ]),
  );
  const waves = execution.waves.map(({ number }) => [
    ...new Set(
      execution.servers
        .filter(({ waveNumber }) => waveNumber === number)
        .map(({ jobId }) => jobId),
    ),
  ]);
  return {
    seconds: waves.reduce(
      (sum, ids) => sum + side(ids.map(id => jobs.get(id))),
      0,
    ),
    /** The job of each wave that ended last: nothing goes on before its end is noticed. */
    lastJobs: waves.map(ids =>
      ids
        .map(id => ({ id, end: jobs.get(id).end }))
        .reduce((last, job) => (job.end > last.end ? job : last)),
    ),
  };
}

/** How long after its end a job was first shown to the portal as ended. Simulated seconds. */
export function noticedAfter({ id, end }, calls) {
  const seen = calls.find(
    ({ operation, response }) =>
      operation === 'DescribeJobs' &&
      response?.items?.some(
        ({ jobID, status }) => jobID === id && status === 'COMPLETED',
      ),
  );
  return (Date.parse(seen.simTime) - end) / 1000;
}
