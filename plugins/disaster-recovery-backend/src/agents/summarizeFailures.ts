import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';
import type { AgentRun } from './AgentRun';

const NAMED = 20;

/**
 * The failure of the operation, out of those of its instances: which failed and why, with the output of the first SSM command
 * that failed (the others' are with their instances).
 */
export function summarizeFailures(
  failed: Pick<AgentRun, 'id' | 'name' | 'progress'>[],
  total: number,
): ErrorDetails {
  const reasons = failed.slice(0, NAMED).map(({ name, progress }) => {
    const error = progress.error;
    return `${name}: ${error?.reason ?? error?.message}`;
  });
  const more =
    failed.length > NAMED ? [`and ${failed.length - NAMED} more`] : [];
  const first =
    failed.find(({ progress }) => progress.error?.output)?.progress.error ??
    failed[0].progress.error;
  return {
    message: `Agents could not be installed on ${failed.length} of ${total} ${
      total === 1 ? 'instance' : 'instances'
    }: ${failed
      .slice(0, NAMED)
      .map(({ name }) => name)
      .concat(more)
      .join(', ')}.`,
    code: first?.code,
    service: first?.service,
    operation: first?.operation,
    awsRequestId: first?.awsRequestId,
    reason: [...reasons, ...more].join('\n'),
    remedy: first?.remedy,
    output: first?.output,
    resourceIds: failed.map(({ id }) => id),
    at: new Date().toISOString(),
  };
}
