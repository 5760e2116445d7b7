import { Call, Operation, Operations } from './Call';
import { Breakpoint, BreakpointWhen } from './control/Breakpoints';
import {
  answerStale,
  callFaultsAfter,
  callFaultsBefore,
} from './control/callFaults';
import { drsOperations } from './drs/drsOperations';
import { ec2Operations } from './ec2/ec2Operations';
import { authorizeCall } from './iam/authorizeCall';
import { iamOperations } from './iam/iamOperations';
import { logsOperations } from './logs/logsOperations';
import type { Simulator } from './Simulator';
import { ssmOperations } from './ssm/ssmOperations';
import { stsOperations } from './sts/stsOperations';
import { AwsError } from './wire/AwsError';
import { describeViolations } from './wire/describeViolations';
import {
  internalError,
  invalidToken,
  missingToken,
  unknownOperation,
} from './wire/protocolErrors';
import { readAuthorization } from './wire/readAuthorization';
import { renderJson } from './wire/renderJson';
import { renderError, renderSuccess } from './wire/renderResponse';
import { Route, routeRequest } from './wire/routeRequest';
import { ServiceModel, ServiceName } from './wire/ServiceModel';
import { Loss, WireRequest, WireResponse } from './wire/types';
import { validate } from './wire/validate';
import { World } from './world/World';

const OPERATIONS: Record<ServiceName, Operations> = {
  drs: drsOperations,
  ssm: ssmOperations,
  ec2: ec2Operations,
  sts: stsOperations,
  logs: logsOperations,
  iam: iamOperations,
};

function authorize(
  world: World,
  route: Route,
  request: WireRequest,
  requestId: string,
): Call {
  const { service, operation } = route;
  const scope = readAuthorization(request.headers.authorization);
  if (!scope) throw missingToken(service);
  const principal = world.state.accessKeys[scope.accessKeyId];
  if (!principal) throw invalidToken(service);
  return new Call(world, {
    service,
    operation,
    principal,
    region: scope.region,
    requestId,
  });
}

function execute(
  simulator: Simulator,
  operation: Operation,
  input: Record<string, unknown>,
  call: Call,
): Record<string, unknown> {
  if (!operation.writes) {
    return answerStale(
      simulator,
      call,
      input,
      () => operation.handle(input, call) ?? {},
    );
  }
  call.changed = true;
  return operation.handle(input, call) ?? {};
}

/** An output with the model's names, as the trace shows it. */
function traceable(
  model: ServiceModel,
  operation: string,
  output: Record<string, unknown> | undefined,
): unknown {
  const shape = output && model.operations[operation].output;
  return shape ? renderJson(model, shape, output, 'model') : undefined;
}

/** What has come of a call so far. */
type Outcome = {
  call?: Call;
  input: Record<string, unknown>;
  output?: Record<string, unknown>;
  error?: AwsError;
  loss?: Loss;
  /** Breakpoints that hold this call. */
  stops: Breakpoint[];
};

/** Holds a call at those of its breakpoints that are at this point. Gives true when it is to break there. */
async function isDropped(
  simulator: Simulator,
  { call, input, error, stops }: Outcome,
  when: BreakpointWhen,
): Promise<boolean> {
  for (const stop of stops.filter(item => item.when === when)) {
    const verdict = await simulator.breakpoints.hold(stop, call!, {
      request: input,
      error: error?.code,
    });
    if (verdict === 'drop') return true;
  }
  return false;
}

/** Reads, checks and executes a call; what it throws is the error that it is answered with. */
async function perform(
  simulator: Simulator,
  route: Route,
  call: Call,
  outcome: Outcome,
): Promise<void> {
  const { service, operation } = route;
  if (!route.known) throw unknownOperation(service, operation);
  simulator.requestRates.take(call);
  const input = route.readInput();
  outcome.input = input;
  outcome.loss = callFaultsBefore(call, input);
  if (outcome.loss) return;
  const model = simulator.models[service];
  const shape = model.operations[operation].input;
  const violations = shape ? validate(model, shape, input) : [];
  if (violations.length > 0) throw describeViolations(service, violations);
  authorizeCall(call, input);
  const handler = OPERATIONS[service][operation];
  if (handler.writes) {
    call.mutating = true;
    outcome.stops = simulator.breakpoints.arrive(call, input);
    // A call that nobody holds acts at once: the order of calls is that of their arrival.
    if (outcome.stops.length > 0) {
      if (await isDropped(simulator, outcome, 'before')) {
        outcome.loss = 'broken';
        return;
      }
      // Simulated time has passed, and what is due has happened.
      simulator.catchUp();
    }
  }
  outcome.output = execute(simulator, handler, input, call);
  outcome.loss = callFaultsAfter(call, input);
}

function asAwsError(
  simulator: Simulator,
  route: Route,
  thrown: unknown,
): AwsError {
  if (thrown instanceof AwsError) return thrown;
  const { service, operation } = route;
  simulator.noteOwnFault(`${service}.${operation}`, thrown as Error);
  return internalError(service);
}

/** Answers one call to AWS: finds the operation, checks, executes, and writes it into the trace. */
export async function answerCall(
  simulator: Simulator,
  world: World,
  request: WireRequest,
): Promise<WireResponse> {
  const requestId = world.random.uuid(`request:${world.count('request')}`);
  const route = routeRequest(simulator.models, request);
  const { service, operation } = route;
  const model = simulator.models[service];
  const outcome: Outcome = { input: {}, stops: [] };
  try {
    outcome.call = authorize(world, route, request, requestId);
    await perform(simulator, route, outcome.call, outcome);
  } catch (thrown) {
    if (outcome.call) outcome.call.changed = false;
    outcome.error = asAwsError(simulator, route, thrown);
  }
  const { call, input, output, error } = outcome;
  const response = error
    ? renderError(model, error, requestId)
    : renderSuccess(model, operation, output ?? {}, requestId);
  response.headers['x-amzn-requestid'] = requestId;
  response.headers.date = new Date(world.now).toUTCString();
  simulator.trace.add({
    simTime: new Date(world.now).toISOString(),
    account: call?.account,
    region: call?.region,
    service,
    operation,
    requestId,
    request: input,
    response: traceable(model, operation, output),
    status: response.status,
    error: error && { code: error.code, message: error.message },
    changed: call?.changed ?? false,
    mutating: call?.mutating,
    lost: outcome.loss ? true : undefined,
  });
  response.loss = outcome.loss;
  if (await isDropped(simulator, outcome, 'after')) response.loss = 'broken';
  const [least, most] = world.settings.latency;
  await simulator.wait(world.seconds(`latency:${requestId}`, least, most));
  return response;
}
