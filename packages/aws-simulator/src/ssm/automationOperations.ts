import { Call, Operations, read, write } from '../Call';
import { AwsError } from '../wire/AwsError';
import { beginStep, stopAutomation } from './automations';
import { checkParameters, documentOf } from './documents';
import { invalidToken } from './nodeOperations';
import { Automation } from './types';

const MAXIMUM = 100;

function automationOf(call: Call, id: string): Automation {
  const automation = call.state.ssm.automations[id];
  if (!automation) {
    throw new AwsError(
      'AutomationExecutionNotFoundException',
      `Automation execution ${id} was not found.`,
    );
  }
  return automation;
}

function viewAutomation(automation: Automation): Record<string, unknown> {
  return {
    AutomationExecutionId: automation.id,
    DocumentName: automation.documentName,
    DocumentVersion: automation.documentVersion,
    ExecutionStartTime: automation.startedAt,
    ExecutionEndTime: automation.endedAt,
    AutomationExecutionStatus: automation.status,
    FailureMessage: automation.failure,
    ExecutedBy: automation.executedBy,
    Mode: 'Auto',
    Outputs: {},
    CurrentStepName: automation.steps.find(step => step.status === 'InProgress')
      ?.name,
    CurrentAction: automation.steps.find(step => step.status === 'InProgress')
      ?.action,
  };
}

export const automationOperations: Operations = {
  StartAutomationExecution: write((input, call) => {
    const document = documentOf(call.world, call, input.DocumentName);
    if (!document || document.type !== 'Automation') {
      throw new AwsError(
        'AutomationDefinitionNotFoundException',
        `Automation definition not found for document ${input.DocumentName}.`,
      );
    }
    const parameters = checkParameters(
      document,
      input.Parameters ?? {},
      'InvalidAutomationExecutionParametersException',
    );
    const { automations } = call.state.ssm;
    const repeated = Object.values(automations).find(
      item => input.ClientToken && item.clientToken === input.ClientToken,
    );
    if (repeated) {
      call.changed = false;
      return { AutomationExecutionId: repeated.id };
    }
    const running = Object.values(automations).filter(
      item => item.endedAt === undefined,
    );
    if (running.length >= MAXIMUM) {
      throw new AwsError(
        'AutomationExecutionLimitExceededException',
        'The number of simultaneously running Automation executions exceeded the allowable limit.',
      );
    }
    const automation: Automation = {
      id: call.world.random.uuid(
        `automation:${call.world.count('automation')}`,
      ),
      documentName: document.name,
      documentVersion: document.version,
      parameters,
      status: 'Pending',
      startedAt: call.now,
      steps: document.steps.map(step => ({
        name: step.name,
        action: step.action,
        status: 'Pending',
      })),
      executedBy: call.principal.arn,
      epoch: 0,
      clientToken: input.ClientToken,
    };
    automations[automation.id] = automation;
    beginStep(call.world, call, automation, 0);
    return { AutomationExecutionId: automation.id };
  }),

  GetAutomationExecution: read((input, call) => {
    const automation = automationOf(call, input.AutomationExecutionId);
    return {
      AutomationExecution: {
        ...viewAutomation(automation),
        Parameters: automation.parameters,
        StepExecutionsTruncated: false,
        StepExecutions: automation.steps.map(step => ({
          StepName: step.name,
          Action: step.action,
          StepStatus: step.status,
          ExecutionStartTime: step.startedAt,
          ExecutionEndTime: step.endedAt,
          FailureMessage: step.failure,
        })),
      },
    };
  }),

  DescribeAutomationExecutions: read((input, call) => {
    const filters: { Key: string; Values: string[] }[] = input.Filters ?? [];
    const all = Object.values(call.state.ssm.automations)
      .filter(automation =>
        filters.every(({ Key, Values }) => {
          switch (Key) {
            case 'ExecutionId':
              return Values.includes(automation.id);
            case 'ExecutionStatus':
              return Values.includes(automation.status);
            case 'DocumentNamePrefix':
              return Values.some(value =>
                automation.documentName.startsWith(value),
              );
            default:
              return true;
          }
        }),
      )
      .reverse();
    const page = call.page(all, automation => automation.id, {
      token: input.NextToken,
      size: input.MaxResults ?? 50,
      query: filters,
      invalidToken,
    });
    return {
      AutomationExecutionMetadataList: page.items.map(viewAutomation),
      NextToken: page.nextToken,
    };
  }),

  StopAutomationExecution: write((input, call) => {
    const automation = automationOf(call, input.AutomationExecutionId);
    if (automation.endedAt !== undefined) {
      throw new AwsError(
        'InvalidAutomationStatusUpdateException',
        'The specified update status operation is not valid.',
      );
    }
    stopAutomation(call.world, automation);
  }),
};
