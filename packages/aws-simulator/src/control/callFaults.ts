import { Call } from '../Call';
import type { Simulator } from '../Simulator';
import { AwsError } from '../wire/AwsError';
import { internalError, throttled } from '../wire/protocolErrors';
import { Loss } from '../wire/types';
import { FaultKind, takeFault } from './faults';
import { placeOf } from './placeOf';

type Input = Record<string, unknown>;

function take(call: Call, input: Input, kind: FaultKind) {
  return takeFault(call.world, kind, placeOf(call, input));
}

/** Faults that come before a call has any effect. Gives how the request is lost, if it is. */
export function callFaultsBefore(call: Call, input: Input): Loss | undefined {
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
  if (take(call, input, 'lostRequest')) return 'broken';
  return take(call, input, 'unansweredRequest') && 'unanswered';
}

/** Faults that come when a call has had its effect. Gives how the response is lost, if it is. */
export function callFaultsAfter(call: Call, input: Input): Loss | undefined {
  if (take(call, input, 'lostResponse')) return 'broken';
  return take(call, input, 'unansweredResponse') && 'unanswered';
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
