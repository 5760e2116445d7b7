import type {
  PlanFinding,
  Wave,
  WaveAction,
} from '@internal/plugin-disaster-recovery-common';
import { checkActionText } from './checkActionText';
import { findCycles } from './waveGraph';

const MOST_TAG_TARGETS = 5;

function quote(names: string[]): string {
  const quoted = names.map(name => `"${name}"`);
  return quoted.length < 2
    ? quoted.join('')
    : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

function duplicates<T>(items: T[]): T[] {
  return [...new Set(items.filter((item, at) => items.indexOf(item) !== at))];
}

function checkNumbers(waves: Wave[]): PlanFinding[] {
  return duplicates(waves.map(({ number }) => number)).map(number => ({
    severity: 'error',
    code: 'DUPLICATE_WAVE_NUMBER',
    message: `Waves ${quote(
      waves.filter(wave => wave.number === number).map(({ name }) => name),
    )} have the same number, ${number}`,
    remedy: 'Give every wave a number of its own',
    waveNumber: number,
  }));
}

function checkDependencies(waves: Wave[]): PlanFinding[] {
  const numbers = new Set(waves.map(({ number }) => number));
  const findings: PlanFinding[] = [];
  for (const wave of waves) {
    for (const number of new Set(wave.dependsOn)) {
      if (number === wave.number) {
        findings.push({
          severity: 'error',
          code: 'SELF_DEPENDENCY',
          message: `Wave "${wave.name}" depends on itself`,
          waveNumber: wave.number,
        });
      } else if (!numbers.has(number)) {
        findings.push({
          severity: 'error',
          code: 'UNKNOWN_DEPENDENCY',
          message: `Wave "${wave.name}" depends on wave ${number}, which the plan does not have`,
          waveNumber: wave.number,
        });
      }
    }
  }
  for (const cycle of findCycles(waves)) {
    if (cycle.length > 1) {
      const path = [...cycle, cycle[0]].map(({ name }) => `"${name}"`);
      findings.push({
        severity: 'error',
        code: 'DEPENDENCY_CYCLE',
        message: `Waves ${quote(
          cycle.map(({ name }) => name),
        )} wait for each other: ${path.join(' needs ')}`,
        remedy: 'Remove one of these dependencies',
        waveNumber: cycle[0].number,
      });
    }
  }
  return findings;
}

function checkGroupsOnce(waves: Wave[]): PlanFinding[] {
  return duplicates(waves.flatMap(wave => wave.protectionGroupIds)).map(id => ({
    severity: 'error',
    code: 'GROUP_TWICE',
    message: `A Protection Group is more than once in the plan, in ${quote(
      waves
        .filter(wave => wave.protectionGroupIds.includes(id))
        .map(({ name }) => name),
    )}`,
    remedy: 'Leave it in one wave',
    resourceIds: [id],
  }));
}

function actionProblem(
  action: WaveAction,
  phase: 'PRE' | 'POST',
): string | undefined {
  const { kind, targets } = action;
  if (kind === 'AUTOMATION') {
    return targets
      ? 'is an Automation and takes its targets as parameters'
      : undefined;
  }
  if (phase === 'PRE' && (!targets || targets.kind === 'waveInstances')) {
    return 'runs before its wave, whose instances do not exist yet: it needs instances or tags as its targets';
  }
  if (targets?.kind === 'tags') {
    const count = Object.keys(targets.tags).length;
    return count < 1 || count > MOST_TAG_TARGETS
      ? `needs one to ${MOST_TAG_TARGETS} tags as its targets, and has ${count}`
      : undefined;
  }
  return undefined;
}

function checkActions(waves: Wave[]): PlanFinding[] {
  return waves.flatMap(wave =>
    (['PRE', 'POST'] as const).flatMap(phase =>
      (phase === 'PRE' ? wave.preActions : wave.postActions).flatMap(action => {
        const problems = {
          ACTION_TARGETS: actionProblem(action, phase),
          ACTION_TEXT: checkActionText(action),
        };
        return Object.entries(problems)
          .filter(([, problem]) => problem !== undefined)
          .map(([code, problem]) => ({
            severity: 'error' as const,
            code,
            message: `Action "${action.name}" of wave "${wave.name}" ${problem}`,
            waveNumber: wave.number,
          }));
      }),
    ),
  );
}

/** What can be said against waves without knowing their groups: the graph, the numbers, and the actions' targets. */
export function checkWaves(waves: Wave[]): PlanFinding[] {
  return [
    ...checkNumbers(waves),
    ...checkDependencies(waves),
    ...checkGroupsOnce(waves),
    ...checkActions(waves),
  ];
}
