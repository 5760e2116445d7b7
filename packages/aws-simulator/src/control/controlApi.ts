import type { Simulator } from '../Simulator';
import { WireRequest, WireResponse } from '../wire/types';

function json(status: number, body: unknown): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: `${JSON.stringify(body)}\n`,
  };
}

function clock(simulator: Simulator) {
  return {
    now: new Date(simulator.world.now).toISOString(),
    speed: simulator.speed,
  };
}

function setClock(
  simulator: Simulator,
  body: Record<string, any>,
): WireResponse {
  if (body.speed !== undefined) {
    if (typeof body.speed !== 'number' || !(body.speed >= 0)) {
      throw new Error('speed must be a number, 0 or more');
    }
    simulator.setSpeed(body.speed);
  }
  if (body.advanceSeconds !== undefined) {
    if (
      typeof body.advanceSeconds !== 'number' ||
      !(body.advanceSeconds >= 0)
    ) {
      throw new Error('advanceSeconds must be a number, 0 or more');
    }
    simulator.advance(body.advanceSeconds);
  }
  return json(200, clock(simulator));
}

function faults(simulator: Simulator, body: Record<string, any>): WireResponse {
  const { action, ...rest } = body;
  switch (action) {
    case 'add':
      return json(200, { fault: simulator.faults.add(rest as any) });
    case 'list':
      return json(200, { faults: simulator.faults.list() });
    case 'clear':
      return json(200, { cleared: simulator.faults.clear(rest.id) });
    default:
      throw new Error("action must be 'add', 'list' or 'clear'");
  }
}

function policies(
  { policies: control }: Simulator,
  body: Record<string, any>,
): WireResponse {
  const { action, ...rest } = body;
  switch (action) {
    case 'put':
      return json(200, { principal: control.put(rest as any) });
    case 'list':
      return json(200, { principals: control.list() });
    case 'clear':
      return json(200, { cleared: control.clear() });
    case 'uses':
      return json(200, { uses: control.uses() });
    case 'forgetUses':
      control.forgetUses();
      return json(200, {});
    default:
      throw new Error(
        "action must be 'put', 'list', 'clear', 'uses' or 'forgetUses'",
      );
  }
}

async function breakpoints(
  { breakpoints: control }: Simulator,
  body: Record<string, any>,
): Promise<WireResponse> {
  const { action, ...rest } = body;
  switch (action) {
    case 'add':
      return json(200, { breakpoint: control.add(rest as any) });
    case 'list':
      return json(200, { breakpoints: control.list(), held: control.held() });
    case 'wait':
      return json(200, { held: await control.waitForHeld(rest) });
    case 'release':
    case 'drop':
      return json(200, { held: control.decide(rest.id, action) });
    case 'clear':
      return json(200, { cleared: control.clear(rest.id) });
    default:
      throw new Error(
        "action must be 'add', 'list', 'wait', 'release', 'drop' or 'clear'",
      );
  }
}

async function route(
  simulator: Simulator,
  request: WireRequest,
): Promise<WireResponse> {
  const body = request.body ? JSON.parse(request.body) : {};
  switch (`${request.method} ${request.path}`) {
    case 'POST /_simulator/reset':
      simulator.reset(body);
      return json(200, clock(simulator));
    case 'GET /_simulator/clock':
      return json(200, clock(simulator));
    case 'POST /_simulator/clock':
      return setClock(simulator, body);
    case 'GET /_simulator/state':
      return json(200, simulator.world.snapshot());
    case 'POST /_simulator/faults':
      return faults(simulator, body);
    case 'POST /_simulator/breakpoints':
      return breakpoints(simulator, body);
    case 'POST /_simulator/policies':
      return policies(simulator, body);
    case 'GET /_simulator/trace':
      return {
        status: 200,
        headers: { 'content-type': 'application/x-ndjson' },
        body: simulator.trace.text(),
      };
    default:
      return json(404, {
        error: `The simulator has no ${request.method} ${request.path}`,
      });
  }
}

/** Answers the calls that steer the simulator itself. */
export async function controlApi(
  simulator: Simulator,
  request: WireRequest,
): Promise<WireResponse> {
  try {
    return await route(simulator, request);
  } catch (error) {
    return json(400, { error: (error as Error).message });
  }
}
