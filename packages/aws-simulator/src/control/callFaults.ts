import { Call } from '../Call';
import type { Simulator } from '../Simulator';
import { AwsError } from '../wire/AwsError';
import { internalError, throttled } from '../wire/protocolErrors';
import { FaultKind, FaultPlace, namedIds, takeFault } from './faults';

type Input = Record<string, unknown>;

function placeOf(call: Call, input: Input): FaultPlace {
  return {
    service: call.service,
    operation: call.operation,
    account: call.account,
    region: call.region,
    resourceIds: namedIds(input),
  };
}

function take(call: Call, input: Input, kind: FaultKind) {
  return takeFault(call.world, kind, placeOf(call, input));
}

/** Faults that come before a call has any effect. Gives true when the request is lost. */
export function callFaultsBefore(call: Call, input: Input): boolean {
  const throttle = take(call, input, 'throttle');
  if (throttle) throw throttled(call.service, throttle.seconds ?? 1);
  if (take(call, input, 'serverError')) throw internalError(call.service);
  const error = take(call, input, 'error');
  if (error) {
    throw new AwsError(
      error.code ?? 'AccessDeniedException',
      error.message ??
        `User: ${call.principal.arn} is not authorized to perform: ${call.service}:${call.operation}`,
      { status: error.status ?? (call.service === 'drs' ? 403 : 400) },
    );
  }
  call.pageLimit = take(call, input, 'smallPages')?.size;
  return take(call, input, 'lostRequest') !== undefined;
}

/** Faults that come when a call has had its effect. Gives true when the response is lost. */
export function callFaultsAfter(call: Call, input: Input): boolean {
  return take(call, input, 'lostResponse') !== undefined;
}

/**
 * Answers a call that only reads, under a staleReads fault: the first answer is true and
 * kept, and the same question gets it again until it is too old.
 */
export function answerStale(
  simulator: Simulator,
  call: Call,
  input: Input,
  answer: () => Input,
): Input {
  const fault = take(call, input, 'staleReads');
  if (!fault) return answer();
  const key = JSON.stringify([
    call.service,
    call.operation,
    call.account,
    call.region,
    input,
  ]);
  const kept = simulator.staleAnswers.get(key);
  if (kept && call.now - kept.at < (fault.seconds ?? 3) * 1000) {
    return kept.output;
  }
  const output = structuredClone(answer());
  simulator.staleAnswers.set(key, { at: call.now, output });
  return output;
}
