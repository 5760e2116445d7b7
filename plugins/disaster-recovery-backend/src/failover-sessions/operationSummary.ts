import type {
  OperationStep,
  OperationSummary,
} from '@internal/plugin-disaster-recovery-common';
import type { OperationRecord } from './types';

const DONE = new Set(['SUCCEEDED', 'SKIPPED']);

/** How many of the targets of an operation are through with all their steps, and how many have a failed one. */
export function countTargets(
  steps: Pick<OperationStep, 'target' | 'name' | 'status'>[],
): { done: number; failed: number; total: number } | undefined {
  if (steps.length === 0) {
    return undefined;
  }
  const byTarget = new Map<string, string[]>();
  for (const { target, name, status } of steps) {
    const key = target ?? `step ${name}`;
    byTarget.set(key, [...(byTarget.get(key) ?? []), status]);
  }
  const targets = [...byTarget.values()];
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
