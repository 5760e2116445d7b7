import {
  hasLostSourceServer,
  SESSION_STATUS_ORDER,
  type FailbackRoute,
  type FailoverSessionSummary,
  type OperationKind,
} from '@internal/plugin-disaster-recovery-common';

export type WizardStepId =
  | 'review'
  | 'agents'
  | 'mirror'
  | 'replicate'
  | 'monitor'
  | 'execute';

/** Where a step of the wizard stands. `notNeeded`: the chosen route does without it. */
export type WizardStepState =
  | 'done'
  | 'running'
  | 'failed'
  | 'now'
  | 'later'
  | 'notNeeded';

const REINSTALL: WizardStepId[] = [
  'review',
  'agents',
  'mirror',
  'replicate',
  'monitor',
  'execute',
];
// Settings are mirrored onto reversed source servers, and on this route it is reverse replication that makes them.
const NATIVE: WizardStepId[] = [
  'review',
  'agents',
  'replicate',
  'mirror',
  'monitor',
  'execute',
];

const STEP_OF: Partial<Record<OperationKind, WizardStepId>> = {
  'install-agents': 'agents',
  'release-source-servers': 'agents',
  'mirror-config': 'mirror',
  'start-reverse-replication': 'replicate',
  'execute-failback': 'execute',
  'terminate-drill': 'execute',
};

/** The steps in the order in which the route takes them. */
export function wizardSteps(route: FailbackRoute | undefined): WizardStepId[] {
  return route === 'native' ? NATIVE : REINSTALL;
}

/** Reads the step of an address. */
export function parseWizardStep(text?: string): WizardStepId | undefined {
  return REINSTALL.find(step => step === text);
}

function isMirrored(session: FailoverSessionSummary) {
  return session.mirroredAt !== undefined;
}

/** Whether replication was started, and an instance has failed at it since. */
function hasFailedReplication(session: FailoverSessionSummary) {
  return (
    (session.status === 'REVERSE_REPLICATING' &&
      session.failedInstanceCount > 0) ||
    (session.status === 'FAILBACK_IN_PROGRESS' &&
      !session.currentOperation &&
      session.brokenReplicationCount > 0)
  );
}

/** Whether a machine has lost what took its data, and its agent has to be installed once more. */
export function hasToInstallAgain(session: FailoverSessionSummary): boolean {
  return (
    session.status === 'REVERSE_REPLICATING' &&
    !session.currentOperation &&
    hasLostSourceServer({ error: session.lastError })
  );
}

/**
 * The step that a session is at. It follows from the session alone, so that the wizard opens at the same step on every
 * machine.
 */
export function currentStep(session: FailoverSessionSummary): WizardStepId {
  const { currentOperation, lastOperation } = session;
  if (hasToInstallAgain(session)) {
    return 'agents';
  }
  const operation =
    currentOperation ??
    (lastOperation?.status === 'FAILED' ? lastOperation : undefined);
  const atWork = operation && STEP_OF[operation.kind];
  // A failback that has lost what it launches from goes on with replication.
  if (atWork && !(atWork === 'execute' && hasFailedReplication(session))) {
    return atWork;
  }
  switch (session.status) {
    case 'FAILOVER_COMPLETE':
      return 'review';
    case 'INSTALLING_AGENTS':
      return 'agents';
    case 'AGENTS_INSTALLED':
      return 'mirror';
    case 'CONFIG_MIRRORED':
      return 'replicate';
    case 'REVERSE_REPLICATING':
      if (hasFailedReplication(session)) {
        return 'replicate';
      }
      return isMirrored(session) ? 'monitor' : 'mirror';
    default:
      return hasFailedReplication(session) ? 'replicate' : 'execute';
  }
}

const DONE_FROM: Record<
  Exclude<WizardStepId, 'mirror'>,
  FailoverSessionSummary['status']
> = {
  review: 'INSTALLING_AGENTS',
  agents: 'AGENTS_INSTALLED',
  replicate: 'REVERSE_REPLICATING',
  monitor: 'READY_FOR_FAILBACK',
  execute: 'FAILBACK_COMPLETE',
};

/** Where a step stands in a session. */
export function wizardStepState(
  step: WizardStepId,
  session: FailoverSessionSummary,
): WizardStepState {
  const { currentOperation, lastOperation, status, route } = session;
  if (step === 'agents' && hasToInstallAgain(session)) {
    return 'failed';
  }
  if (step === 'agents' && route === 'native') {
    return 'notNeeded';
  }
  if (currentOperation && STEP_OF[currentOperation.kind] === step) {
    return 'running';
  }
  if (
    !currentOperation &&
    lastOperation?.status === 'FAILED' &&
    STEP_OF[lastOperation.kind] === step
  ) {
    return 'failed';
  }
  if (step === 'replicate' && hasFailedReplication(session)) {
    return 'failed';
  }
  const rank = SESSION_STATUS_ORDER.indexOf(status);
  const done =
    step === 'mirror'
      ? isMirrored(session)
      : rank >= SESSION_STATUS_ORDER.indexOf(DONE_FROM[step]);
  if (done) {
    return 'done';
  }
  if (currentStep(session) !== step) {
    return 'later';
  }
  return step === 'monitor' || status === 'FAILBACK_IN_PROGRESS'
    ? 'running'
    : 'now';
}
