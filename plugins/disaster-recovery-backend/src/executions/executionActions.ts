import type {
  Execution,
  ExecutionStatus,
} from '@internal/plugin-disaster-recovery-common';
import { isEnded } from './records';

type Availability = Execution['actions'][number];

/** What decides which of its actions an execution allows. */
export interface ExecutionActionFacts {
  status: ExecutionStatus;
  pauseRequested: boolean;
  /** Whether a wave waits, as its plan says. */
  wavePaused: boolean;
  /** Servers and actions that a retry would take up. */
  retryable: number;
  /** Instances that it launched and that have not been terminated. */
  launched: number;
  terminating: boolean;
  /** Whether it is a recovery whose instances serve, and whose session looks after them. */
  heldBySession: boolean;
}

const ENDED = 'The execution has ended';
const NOT_ENDED = 'The execution has not ended';

function pauseRefusal(facts: ExecutionActionFacts): string | undefined {
  if (isEnded(facts.status)) return ENDED;
  if (facts.status === 'CANCELLING') return 'The execution is being canceled';
  return facts.pauseRequested ? 'A pause was asked for already' : undefined;
}

function resumeRefusal(facts: ExecutionActionFacts): string | undefined {
  if (isEnded(facts.status)) return ENDED;
  if (facts.status === 'CANCELLING') return 'The execution is being canceled';
  return facts.pauseRequested || facts.wavePaused
    ? undefined
    : 'The execution is not paused';
}

function cancelRefusal(facts: ExecutionActionFacts): string | undefined {
  if (isEnded(facts.status)) return ENDED;
  return facts.status === 'CANCELLING'
    ? 'The execution is being canceled already'
    : undefined;
}

function retryRefusal(facts: ExecutionActionFacts): string | undefined {
  if (!isEnded(facts.status)) return NOT_ENDED;
  if (facts.terminating) return 'Its instances are being terminated';
  return facts.retryable === 0 ? 'Nothing failed or was left out' : undefined;
}

function terminateRefusal(facts: ExecutionActionFacts): string | undefined {
  if (!isEnded(facts.status)) return NOT_ENDED;
  if (facts.terminating) return 'Its instances are being terminated already';
  if (facts.heldBySession) {
    return "Its instances belong to a failover session: they end with the session's cleanup";
  }
  return facts.launched === 0
    ? 'It has no launched instances any more'
    : undefined;
}

/** What one may do with an execution now, and why not the rest. A permission may still stand against it. */
export function executionActions(facts: ExecutionActionFacts): Availability[] {
  const refusals: [Availability['action'], string | undefined][] = [
    ['pause', pauseRefusal(facts)],
    ['resume', resumeRefusal(facts)],
    ['cancel', cancelRefusal(facts)],
    ['retry', retryRefusal(facts)],
    ['terminate', terminateRefusal(facts)],
  ];
  return refusals.map(([action, reason]) => ({
    action,
    allowed: reason === undefined,
    ...(reason !== undefined && { reason }),
  }));
}
