import type { DrsJobLogItem } from '../aws';

/** When a launch had come how far, once all of its servers had. */
export interface JobStages {
  convertingSince?: Date;
  launchingSince?: Date;
}

const FAILED = /_FAIL(ED)?$|^SERVER_SKIPPED$/;

/**
 * Reads in a job's log when the last of its servers began to be converted, and to be launched. Servers that failed are
 * waited for no more.
 *
 * @param serverCount - how many servers the job has
 * @param isLate - whether servers of which the log says nothing have had their time: some fail without a word
 */
export function jobStages(
  log: DrsJobLogItem[],
  serverCount: number,
  isLate: boolean,
): JobStages {
  const failed = new Set(
    log.flatMap(item =>
      FAILED.test(item.event) ? item.sourceServerId ?? [] : [],
    ),
  );
  const lastBegin = (event: string): Date | undefined => {
    const begun = log.filter(item => item.event === event && item.at);
    const reached = new Set([
      ...begun.map(({ sourceServerId }) => sourceServerId),
      ...failed,
    ]);
    return begun.length > 0 && (reached.size >= serverCount || isLate)
      ? new Date(Math.max(...begun.map(({ at }) => at!.getTime())))
      : undefined;
  };
  const convertingSince = lastBegin('CONVERSION_START');
  const converted = new Set(
    log.flatMap(item =>
      item.event === 'CONVERSION_START' ? item.sourceServerId ?? [] : [],
    ),
  );
  const launching = log.filter(item => item.event === 'LAUNCH_START');
  const isLaunching = [...converted].every(
    id =>
      failed.has(id) ||
      launching.some(({ sourceServerId }) => sourceServerId === id),
  );
  return {
    convertingSince,
    launchingSince:
      convertingSince && isLaunching ? lastBegin('LAUNCH_START') : undefined,
  };
}
