import { World } from '../world/World';
import { Match, matches, Place } from './match';

export const CALL_FAULTS = [
  'throttle',
  'serverError',
  'error',
  'lostRequest',
  'lostResponse',
  'unansweredRequest',
  'unansweredResponse',
  'staleReads',
  'smallPages',
] as const;

export const WORLD_FAULTS = [
  'regionUninitialized',
  'launchFails',
  'missingRecoveryInstanceId',
  'terminateRefused',
  'agentNeverChecksIn',
  'notManaged',
  'emptyOutput',
  'installFails',
  'uninstallFails',
  'commandFails',
  'commandHangs',
  'rebootHangs',
  'automationFails',
  'stallSync',
  'slowAgents',
] as const;

export const EVENT_FAULTS = [
  'lag',
  'stall',
  'recoverReplication',
  'rescan',
  'regionOutage',
  'regionRestored',
  'instanceStopped',
  'instanceStarted',
] as const;

export type FaultKind =
  | (typeof CALL_FAULTS)[number]
  | (typeof WORLD_FAULTS)[number]
  | (typeof EVENT_FAULTS)[number];

/** Something that goes wrong, for calls or resources that match. */
export type Fault = {
  id: string;
  kind: FaultKind;
  /** All that is given must match. */
  match: Match;
  /** How often it happens; without it, until it is cleared. */
  count?: number;
  /** How often it has happened. */
  used: number;
  message?: string;
  code?: string;
  status?: number;
  seconds?: number;
  size?: number;
  factor?: number;
};

function applies(fault: Fault, place: Place): boolean {
  return (
    matches(fault.match, place) &&
    (fault.count === undefined || fault.used < fault.count)
  );
}

/** The first fault of a kind that applies, without using it up. */
export function peekFault(
  world: World,
  kind: FaultKind,
  place: Place,
): Fault | undefined {
  return world.state.faults.find(
    fault => fault.kind === kind && applies(fault, place),
  );
}

/** The first fault of a kind that applies; it is now used once more. */
export function takeFault(
  world: World,
  kind: FaultKind,
  place: Place,
): Fault | undefined {
  const fault = peekFault(world, kind, place);
  if (fault) {
    fault.used += 1;
  }
  return fault;
}
