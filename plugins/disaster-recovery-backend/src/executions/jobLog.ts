import type { ExecutionServer } from '@internal/plugin-disaster-recovery-common';
import type { DrsJobLogItem } from '../aws';

type Stage = NonNullable<ExecutionServer['stage']>;

// Real logs hold events that DRS's own model lacks, so stages go by how an event begins.
const STAGES: [prefix: string, stage: Stage][] = [
  ['CLEANUP_', 'CLEANUP'],
  ['SNAPSHOT_', 'SNAPSHOT'],
  ['USING_PREVIOUS_SNAPSHOT', 'SNAPSHOT'],
  ['CONVERSION_', 'CONVERSION'],
  ['UPDATE_LAUNCH_TEMPLATE', 'LAUNCH'],
  ['LAUNCH_', 'LAUNCH'],
  ['JOB_END', 'DONE'],
];

function isAbout(item: DrsJobLogItem, sourceServerId: string): boolean {
  return (
    item.sourceServerId === undefined || item.sourceServerId === sourceServerId
  );
}

/** Where a job's log, oldest entry first, says that a server is. */
export function stageOf(
  log: DrsJobLogItem[],
  sourceServerId: string,
): Stage | undefined {
  let stage: Stage | undefined;
  for (const item of log) {
    if (isAbout(item, sourceServerId)) {
      stage =
        STAGES.find(([prefix]) => item.event.startsWith(prefix))?.[1] ?? stage;
    }
  }
  return stage;
}

/** What the log of a job says of a server's failure. */
export interface LoggedFailure {
  event: string;
  /** AWS's own words, if it gave any. */
  rawError?: string;
}

/** The last failure that the log holds on a server, or on the whole job; one with AWS's words before one without. */
export function failureOf(
  log: DrsJobLogItem[],
  sourceServerId: string,
): LoggedFailure | undefined {
  const failures = log.filter(
    item =>
      isAbout(item, sourceServerId) &&
      (item.rawError ||
        /_FAIL(ED)?$|^SERVER_SKIPPED$|^JOB_CANCEL/.test(item.event)),
  );
  const worded = failures.filter(item => item.rawError);
  const last = worded.at(-1) ?? failures.at(-1);
  return last && { event: last.event, rawError: last.rawError };
}
