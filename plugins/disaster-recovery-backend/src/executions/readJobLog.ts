import type { JobLogEntry } from '@internal/plugin-disaster-recovery-common';
import type { Aws } from '../aws';
import type { ExecutionState } from './records';

/** The logs of all DRS jobs of an execution, oldest entry first. @throws AwsOperationError */
export async function readJobLog(
  aws: Aws,
  { execution, jobs }: Pick<ExecutionState, 'execution' | 'jobs'>,
): Promise<JobLogEntry[]> {
  const { drs } = aws.in(execution);
  const entries: JobLogEntry[] = [];
  for (const { jobId } of jobs) {
    for (const item of jobId ? await drs.listJobLog(jobId) : []) {
      entries.push({
        jobId: jobId!,
        at: (item.at ?? execution.createdAt).toISOString(),
        event: item.event,
        sourceServerId: item.sourceServerId,
        targetInstanceId: item.targetInstanceId,
        error: item.rawError,
      });
    }
  }
  return entries.sort((a, b) => a.at.localeCompare(b.at));
}
