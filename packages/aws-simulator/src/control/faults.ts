import { World } from '../world/World';

export const CALL_FAULTS = [
  'throttle',
  'serverError',
  'error',
  'lostRequest',
  'lostResponse',
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
  match: {
    service?: string;
    operation?: string;
    account?: string;
    region?: string;
    /** An id that the call names, or that the resource has. */
    resourceId?: string;
  };
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

/** Where a fault may apply. */
export type FaultPlace = {
  service?: string;
  operation?: string;
  account: string;
  region: string;
  resourceIds?: (string | undefined)[];
};

function applies(fault: Fault, place: FaultPlace): boolean {
  const { service, operation, account, region, resourceId } = fault.match;
  return (
    (!service || service === place.service) &&
    (!operation || operation === place.operation) &&
    (!account || account === place.account) &&
    (!region || region === place.region) &&
    (!resourceId || (place.resourceIds ?? []).includes(resourceId)) &&
    (fault.count === undefined || fault.used < fault.count)
  );
}

/** The first fault of a kind that applies, without using it up. */
export function peekFault(
  world: World,
  kind: FaultKind,
  place: FaultPlace,
): Fault | undefined {
  return world.state.faults.find(
    fault => fault.kind === kind && applies(fault, place),
  );
}

/** The first fault of a kind that applies; it is now used once more. */
export function takeFault(
  world: World,
  kind: FaultKind,
  place: FaultPlace,
): Fault | undefined {
  const fault = peekFault(world, kind, place);
  if (fault) {
    fault.used += 1;
  }
  return fault;
}

/** All strings in a request, in which a fault's resourceId may be found. */
export function namedIds(input: unknown): string[] {
  if (typeof input === 'string') {
    // An ARN names the id after its last slash.
    return input.includes('/') ? [input, input.split('/').pop()!] : [input];
  }
  if (typeof input === 'object' && input !== null) {
    return Object.values(input).flatMap(namedIds);
  }
  return [];
}
