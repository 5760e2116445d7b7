import { Call, Operation, Operations } from './Call';
import {
  answerStale,
  callFaultsAfter,
  callFaultsBefore,
} from './control/callFaults';
import { drsOperations } from './drs/drsOperations';
import { ec2Operations } from './ec2/ec2Operations';
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
import { WireRequest, WireResponse } from './wire/types';
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

/** Answers one call to AWS: finds the operation, checks, executes, and writes it into the trace. */
export function answerCall(
  simulator: Simulator,
  world: World,
  request: WireRequest,
): WireResponse {
  const requestId = world.random.uuid(`request:${world.count('request')}`);
  const route = routeRequest(simulator.models, request);
  const { service, operation } = route;
  const model = simulator.models[service];
  let call: Call | undefined;
  let input: Record<string, unknown> = {};
  let output: Record<string, unknown> | undefined;
  let error: AwsError | undefined;
  let dropped = false;
  try {
    call = authorize(world, route, request, requestId);
    if (!route.known) throw unknownOperation(service, operation);
    input = route.readInput();
    dropped = callFaultsBefore(call, input);
    if (!dropped) {
      const shape = model.operations[operation].input;
      const violations = shape ? validate(model, shape, input) : [];
      if (violations.length > 0) throw describeViolations(service, violations);
      output = execute(simulator, OPERATIONS[service][operation], input, call);
      dropped = callFaultsAfter(call, input);
    }
  } catch (thrown) {
    if (call) call.changed = false;
    if (thrown instanceof AwsError) {
      error = thrown;
    } else {
      error = internalError(service);
      process.stderr.write(
        `${service}.${operation}: ${(thrown as Error).stack}\n`,
      );
    }
  }
  const response = error
    ? renderError(model, error, requestId)
    : renderSuccess(model, operation, output ?? {}, requestId);
  response.headers['x-amzn-requestid'] = requestId;
  response.headers.date = new Date(world.now).toUTCString();
  response.dropped = dropped;
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
    lost: dropped || undefined,
  });
  return response;
}
