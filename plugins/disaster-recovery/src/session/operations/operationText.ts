import type {
  Operation,
  OperationStep,
} from '@internal/plugin-disaster-recovery-common';
import { statusWords } from '../../components/StatusLabel';
import { durationWords } from '../../format';
import type { Words } from '../../useWords';

function seconds(from: string | undefined, to: string | undefined) {
  return from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : undefined;
}

function stepLines(step: OperationStep, t: Words): string[] {
  const took = seconds(step.startedAt, step.endedAt);
  const head = [
    step.startedAt ?? '',
    step.targetName ?? step.target ?? '',
    step.title,
    statusWords('step', step.status, t),
    took === undefined ? '' : durationWords(took, t),
  ];
  const lines = [head.filter(Boolean).join('  ')];
  const { error, output, message, ssmCommandId } = step;
  for (const [name, value] of [
    ['command', ssmCommandId],
    ['message', message],
    ['error', error?.message],
    ['reason', error?.reason],
    ['code', error?.code],
    ['request id', step.awsRequestId ?? error?.awsRequestId],
    ['stdout', output?.stdout.trim()],
    ['stderr', output?.stderr.trim()],
  ]) {
    if (value) {
      lines.push(`    ${name}: ${value.replace(/\n/g, '\n      ')}`);
    }
  }
  return lines;
}

/** An operation as plain text, for a ticket: everything that a person elsewhere needs to look further. Times are UTC. */
export function operationText(operation: Operation, t: Words): string {
  const took = seconds(operation.startedAt, operation.endedAt);
  const told = new Set(operation.steps.map(({ target }) => target)).size;
  const more = (operation.targetCount ?? told) - told;
  return [
    `${operation.kind}, attempt ${operation.attempt}: ${operation.status}`,
    `operation ${operation.id}`,
    `correlation id ${operation.correlationId}`,
    `session ${operation.sessionId}`,
    `by ${operation.requestedBy}, started ${operation.startedAt}${
      took === undefined ? '' : `, took ${durationWords(took, t)}`
    }`,
    ...(operation.error
      ? [
          `error: ${operation.error.message}`,
          ...(operation.error.reason ? [`why: ${operation.error.reason}`] : []),
        ]
      : []),
    '',
    ...operation.steps.flatMap(step => stepLines(step, t)),
    ...(more > 0 ? [`and ${more} more, whose steps are not shown`] : []),
  ].join('\n');
}
