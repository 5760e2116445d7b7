import { takeFault } from '../control/faults';
import { World } from '../world/World';
import { documentOf } from './documents';
import { Automation } from './types';

type StepEvent = {
  account: string;
  region: string;
  automationId: string;
  step: number;
  epoch: number;
};

/** Begins a step, or ends the execution after the last. */
export function beginStep(
  world: World,
  owner: { account: string; region: string },
  automation: Automation,
  index: number,
): void {
  const step = automation.steps[index];
  if (!step) {
    automation.status = 'Success';
    automation.endedAt = world.now;
    return;
  }
  automation.status = 'InProgress';
  step.status = 'InProgress';
  step.startedAt = world.now;
  const document = documentOf(world, owner, automation.documentName)!;
  const [least, most] = document.steps[index].seconds ?? [5, 30];
  world.schedule(
    world.seconds(`automation:${automation.id}:${index}`, least, most),
    'ssm.automationStep',
    {
      account: owner.account,
      region: owner.region,
      automationId: automation.id,
      step: index,
      epoch: automation.epoch,
    } satisfies StepEvent,
  );
}

export function onStep(world: World, event: StepEvent): void {
  const automation = world.region(event.account, event.region).ssm.automations[
    event.automationId
  ];
  if (!automation || automation.epoch !== event.epoch) return;
  const step = automation.steps[event.step];
  step.endedAt = world.now;
  const fault = takeFault(world, 'automationFails', {
    account: event.account,
    region: event.region,
    resourceIds: [automation.documentName, automation.id, step.name],
  });
  if (fault) {
    step.status = 'Failed';
    step.failure = fault.message ?? 'Step failed';
    automation.status = 'Failed';
    automation.failure = `Step fails when it is Execute/Cancelling action. ${step.failure}`;
    automation.endedAt = world.now;
    return;
  }
  step.status = 'Success';
  beginStep(world, event, automation, event.step + 1);
}

/** Stops an execution between two moments of its steps. */
export function stopAutomation(world: World, automation: Automation): void {
  automation.epoch += 1;
  automation.status = 'Cancelled';
  automation.endedAt = world.now;
  for (const step of automation.steps) {
    if (step.status === 'InProgress' || step.status === 'Pending') {
      step.status = 'Cancelled';
      step.endedAt = world.now;
    }
  }
}
