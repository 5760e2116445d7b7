import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 180_000;
const ANSWER_MS = 30_000;

/** An answer that is not a good one. */
export class RefusedError extends Error {
  constructor(method, path, status, text) {
    let message = text.slice(0, 500);
    try {
      message = JSON.parse(text).error.message;
    } catch {
      // An answer without a reason is told as it is.
    }
    super(`${method} ${path} was answered ${status}: ${message}`);
    this.status = status;
    this.reason = message;
  }
}

/** Asks one replica, once. A connection that breaks, or an answer that does not come, is an error without `status`. */
export async function askOnce(url, token, method, path, body) {
  const response = await fetch(`${url}/api/disaster-recovery${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new RefusedError(method, path, response.status, text);
  }
  return text ? JSON.parse(text) : undefined;
}

/**
 * The REST API as a script sees it through a load balancer, when replicas come and go: a request that found nobody, or to which
 * the portal says that it is not available, is made again on another replica. When the answer to an order is lost, the script
 * looks whether the order was taken before it gives it again, as a person would.
 *
 * @param replicas - of which those that run are asked in turn
 * @returns an API as `portalApi` gives it, with `trouble`: how many requests had to be made again, by their reason
 */
export function balancedApi(replicas, token) {
  let turn = 0;
  const trouble = new Map();
  const call = async (method, path, body, afterLoss) => {
    const deadline = Date.now() + PATIENCE_MS;
    let isLost = false;
    for (;;) {
      const running = replicas.filter(replica => replica.isServing);
      turn += 1;
      const replica = running[turn % running.length];
      try {
        if (!replica) {
          throw new Error('no replica runs');
        }
        if (isLost) {
          const found = await afterLoss(replica.url);
          if (found) {
            return found;
          }
        }
        return await askOnce(replica.url, token, method, path, body);
      } catch (error) {
        if (error.status !== undefined && error.status !== 503) {
          throw error;
        }
        isLost ||= Boolean(afterLoss) && error.status === undefined;
        const reason =
          error.status ?? error.cause?.code ?? error.name ?? 'unknown';
        trouble.set(reason, (trouble.get(reason) ?? 0) + 1);
        if (Date.now() > deadline) {
          throw error;
        }
        await delay(300);
      }
    }
  };
  const whatWasTaken = (path, startedAfter) => async url => {
    const [, sessionId, verb] =
      /^\/failover-sessions\/([^/]+)\/([\w-]+)$/.exec(path) ?? [];
    const [, planId] = /^\/recovery-plans\/([^/]+)\/run$/.exec(path) ?? [];
    if (sessionId) {
      const { currentOperation, lastOperation } = await askOnce(
        url,
        token,
        'GET',
        `/failover-sessions/${sessionId}`,
      );
      return [currentOperation, lastOperation].find(
        operation =>
          operation?.kind === verb && operation.id !== startedAfter?.id,
      );
    }
    if (planId) {
      const { items } = await askOnce(
        url,
        token,
        'GET',
        `/executions?planId=${planId}`,
      );
      return items.find(item => item.planId === planId);
    }
    return undefined;
  };
  return {
    trouble,
    get: path => call('GET', path),
    post: async (path, body = {}) => {
      const session = /^(\/failover-sessions\/[^/]+)\/[\w-]+$/.exec(path)?.[1];
      const before = session && (await call('GET', session)).lastOperation;
      return call('POST', path, body, whatWasTaken(path, before));
    },
  };
}
