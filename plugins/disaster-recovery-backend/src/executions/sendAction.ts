import type { WaveAction } from '@internal/plugin-disaster-recovery-common';
import { AwsOperationError, type Ssm } from '../aws';
import { chunks } from '../chunks';
import type { ExecutionRun } from './ExecutionRun';
import type { ActionRecord } from './records';

/** As many instances as one SendCommand takes. */
const INSTANCES_A_COMMAND = 50;
const SHORTEST_DELIVERY_SECONDS = 30;

interface SendOptions {
  plan: WaveAction;
  /** Until the action has taken as long as it may. */
  secondsLeft: number;
}

async function startAutomation(
  run: ExecutionRun,
  ssm: Ssm,
  action: ActionRecord,
  plan: WaveAction,
): Promise<string[]> {
  const { automationExecutionId } = await run.context.intents.once(
    {
      key: `start-automation/${action.id}`,
      operation: 'StartAutomationExecution',
      correlationId: run.state.execution.correlationId,
      target: { documentName: plan.documentName },
    },
    {
      perform: () =>
        ssm.startAutomation({
          documentName: plan.documentName,
          documentVersion: plan.documentVersion,
          parameters: plan.parameters,
          clientToken: action.id,
        }),
      // SSM itself answers a repeated token with the automation that it began.
      settle: async () => undefined,
      outcomeUnknown: AwsOperationError.outcomeUnknown,
    },
  );
  return [automationExecutionId];
}

async function sendCommand(
  run: ExecutionRun,
  ssm: Ssm,
  action: ActionRecord,
  { plan, secondsLeft }: SendOptions,
  part: {
    at: number;
    instanceIds?: string[];
    targets?: { key: string; values: string[] }[];
  },
): Promise<string> {
  const { at, ...to } = part;
  const comment = `disaster-recovery-portal:${action.id}/${at}`;
  const { commandId } = await run.context.intents.once(
    {
      key: `send-command/${action.id}/${at}`,
      operation: 'SendCommand',
      correlationId: run.state.execution.correlationId,
      target: { documentName: plan.documentName, ...to },
    },
    {
      perform: () =>
        ssm.sendCommand({
          ...to,
          documentName: plan.documentName,
          documentVersion: plan.documentVersion,
          parameters: plan.parameters,
          comment,
          timeoutSeconds: Math.max(
            SHORTEST_DELIVERY_SECONDS,
            Math.ceil(secondsLeft),
          ),
        }),
      settle: since => ssm.findCommandByComment(comment, since),
      outcomeUnknown: AwsOperationError.outcomeUnknown,
    },
  );
  return commandId;
}

/**
 * Starts an action in SSM, once whatever happens to this process; its parameters may hold secrets, and are kept nowhere
 * but in the plan.
 *
 * @returns the ids of the commands, or of the automation
 */
export async function sendAction(
  run: ExecutionRun,
  ssm: Ssm,
  action: ActionRecord,
  options: SendOptions,
): Promise<string[]> {
  const { plan } = options;
  if (action.kind === 'AUTOMATION') {
    return startAutomation(run, ssm, action, plan);
  }
  if (plan.targets?.kind === 'tags') {
    const targets = Object.entries(plan.targets.tags).map(([key, value]) => ({
      key: `tag:${key}`,
      values: [value],
    }));
    return [await sendCommand(run, ssm, action, options, { at: 0, targets })];
  }
  const parts = chunks(action.instanceIds ?? [], INSTANCES_A_COMMAND);
  const ids: string[] = [];
  for (const [at, instanceIds] of parts.entries()) {
    ids.push(await sendCommand(run, ssm, action, options, { at, instanceIds }));
  }
  return ids;
}
