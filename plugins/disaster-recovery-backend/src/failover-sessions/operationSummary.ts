import type {
  OperationStep,
  OperationSummary,
} from '@internal/plugin-disaster-recovery-common';
import { groupBy } from '../groupBy';
import type { OperationRecord } from './operationTypes';

const DONE = new Set(['SUCCEEDED', 'SKIPPED']);

/** How many of the targets of an operation are through with all their steps, and how many have a failed one. */
export function countTargets(
  steps: Pick<OperationStep, 'target' | 'name' | 'status'>[],
): { done: number; failed: number; total: number } | undefined {
  if (steps.length === 0) {
    return undefined;
  }
  const byTarget = groupBy(
    steps,
    ({ target, name }) => target ?? `step ${name}`,
  );
  const targets = [...byTarget.values()].map(some =>
    some.map(({ status }) => status),
  );
  return {
    done: targets.filter(all => all.every(one => DONE.has(one))).length,
    failed: targets.filter(all => all.includes('FAILED')).length,
    total: targets.length,
  };
}

/** An operation as lists, sessions and 202 answers show it. */
export function toOperationSummary(record: OperationRecord): OperationSummary {
  const { steps, ...summary } = record;
  const progress = countTargets(steps);
  return progress ? { ...summary, progress } : summary;
}
