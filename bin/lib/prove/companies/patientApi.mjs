import { setTimeout as delay } from 'node:timers/promises';

const ATTEMPTS = 6;
const PAUSE_MS = 2_000;

/** A request that nobody has read: the portal was too busy to take the connection. */
export const isUnsent = error =>
  error.cause?.code === 'UND_ERR_CONNECT_TIMEOUT';
const isUnanswered = error =>
  error.name === 'TimeoutError' || error.message === 'fetch failed';

/** Makes a call again as long as its error says that this changes nothing; not for ever. */
export async function insist(call, mayRepeat) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === ATTEMPTS || !mayRepeat(error)) {
        throw error;
      }
      await delay(PAUSE_MS);
    }
  }
}

/** The portal's API for a machine that is busier than the portal is slow: asks again where that changes nothing. */
export function patientApi(api) {
  return {
    get: path => insist(() => api.get(path), isUnanswered),
    post: (path, body) => insist(() => api.post(path, body), isUnsent),
  };
}
