import { Call } from '../Call';
import { Place } from './match';

/** All strings in a request, among which an id may be found. */
function namedIds(input: unknown): string[] {
  if (typeof input === 'string') {
    // An ARN names the id after its last slash.
    return input.includes('/') ? [input, input.split('/').pop()!] : [input];
  }
  if (typeof input === 'object' && input !== null) {
    return Object.values(input).flatMap(namedIds);
  }
  return [];
}

/** Where a call happens, with the ids that it names. */
export function placeOf(call: Call, input: Record<string, unknown>): Place {
  return {
    service: call.service,
    operation: call.operation,
    account: call.account,
    region: call.region,
    resourceIds: namedIds(input),
  };
}
