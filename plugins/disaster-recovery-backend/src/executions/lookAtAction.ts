import type { AutomationExecution, CommandInvocation } from '../aws';
import type { ActionRecord } from './records';

const LONGEST_OUTPUT = 24_000;

/** How an action is, as far as SSM says. */
export interface ActionLook {
  status: ActionRecord['status'];
  /** Invocations that were seen, while it runs. */
  seen?: number;
  output?: string;
  error?: {
    message: string;
    remedy?: string;
    output?: { stdout: string; stderr: string };
    resourceIds?: string[];
  };
}

function shorten(text: string): string {
  return text.length > LONGEST_OUTPUT
    ? `${text.slice(0, LONGEST_OUTPUT)}…`
    : text;
}

function outputOf(invocations: CommandInvocation[]): string {
  return shorten(
    invocations
      .map(({ instanceId, stdout, stderr }) => {
        const text = [stdout, stderr].filter(Boolean).join('\n');
        return invocations.length > 1 ? `${instanceId}\n${text}` : text;
      })
      .join('\n'),
  );
}

/** What the invocations of an action's commands say. Those of a command by tags are all there once their number stays. */
export function lookAtCommands(
  invocations: CommandInvocation[],
  action: Pick<ActionRecord, 'name' | 'instanceIds' | 'seen'>,
): ActionLook {
  const count = invocations.length;
  const complete = action.instanceIds
    ? count >= action.instanceIds.length
    : count > 0 && count === action.seen;
  if (!complete || invocations.some(invocation => !invocation.ended)) {
    return { status: 'RUNNING', seen: count };
  }
  const failed = invocations.filter(invocation => !invocation.succeeded);
  const output = outputOf(invocations);
  if (failed.length === 0) {
    return { status: 'SUCCEEDED', output };
  }
  const [first] = failed;
  return {
    status: 'FAILED',
    output,
    error: {
      message: `Action "${action.name}" failed on ${
        failed.length
      } of ${count} instances. ${first.instanceId}: ${
        first.statusDetails ?? first.status
      }${
        first.responseCode !== undefined && first.responseCode >= 0
          ? ` with exit code ${first.responseCode}`
          : ''
      }`,
      output: { stdout: first.stdout, stderr: first.stderr },
      resourceIds: failed.map(({ instanceId }) => instanceId),
    },
  };
}

/** What an automation says. */
export function lookAtAutomation(automation: AutomationExecution): ActionLook {
  if (!automation.ended) {
    return { status: 'RUNNING' };
  }
  const output = shorten(
    Object.entries(automation.outputs)
      .map(([name, values]) => `${name}: ${values.join(', ')}`)
      .join('\n'),
  );
  return automation.succeeded
    ? { status: 'SUCCEEDED', output }
    : {
        status: 'FAILED',
        output,
        error: {
          message: `Automation ${automation.id} ended ${automation.status}${
            automation.failureMessage ? `: ${automation.failureMessage}` : ''
          }`,
          output: { stdout: output, stderr: automation.failureMessage ?? '' },
        },
      };
}
