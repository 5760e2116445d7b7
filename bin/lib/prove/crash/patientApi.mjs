import { portalApi } from '../../portalApi.mjs';
import { waitFor } from '../../waitFor.mjs';

const PATIENCE_SECONDS = 600;
const BETWEEN_MS = 300;
const POLL_MS = 1_000;

/** No answer came: the backend is dead, was before it had answered, or has started so far only that nothing answers yet. */
const isUnanswered = error =>
  (error.name === 'TypeError' && error.cause) ||
  /answered (404: $|503: )/.test(error.message);

/**
 * The portal's API for somebody who knows that the portal may die at any moment: a question is asked again; before a
 * request is made again, it is looked whether the portal has taken it.
 */
export function patientApi(portalUrl, token) {
  const api = portalApi(portalUrl, token);

  async function get(path) {
    let lastError;
    const found = await waitFor(
      async () => {
        try {
          return { answer: await api.get(path) };
        } catch (error) {
          if (!isUnanswered(error)) {
            throw error;
          }
          lastError = error;
          return undefined;
        }
      },
      {
        seconds: PATIENCE_SECONDS,
        every: BETWEEN_MS,
        what: `An answer to ${path} (${lastError?.message ?? 'none yet'})`,
      },
    );
    return found.answer;
  }

  /** What a person would look at to see whether a request was taken: gives the newest thing that it could have made. */
  function newestOf(path, body) {
    const [, collection, id, verb] = path.split('/');
    if (id === undefined) {
      return async () =>
        (
          await get(`/${collection}?text=${encodeURIComponent(body.name)}`)
        ).items.find(({ name }) => name === body.name);
    }
    if (collection === 'failover-sessions') {
      return async () => {
        const { currentOperation, lastOperation } = await get(
          `/failover-sessions/${id}`,
        );
        const newest = currentOperation ?? lastOperation;
        return newest?.kind === verb ? newest : undefined;
      };
    }
    if (collection === 'recovery-plans' && verb === 'run') {
      return async () =>
        (await get(`/executions?planId=${id}&limit=1`)).items[0];
    }
    throw new Error(`Nobody knows how to look after POST ${path}`);
  }

  async function post(path, body) {
    const newest = newestOf(path, body);
    const before = await newest();
    for (;;) {
      try {
        return await api.post(path, body);
      } catch (error) {
        if (!isUnanswered(error)) {
          throw error;
        }
      }
      const after = await newest();
      if (after && after.id !== before?.id) {
        return after;
      }
    }
  }

  /** Asks something of an execution as soon as it allows it; `isDone` tells from the execution when that has come of it. */
  async function control(executionId, verb, isDone) {
    await waitFor(
      async () => {
        const execution = await get(`/executions/${executionId}`);
        const offered = execution.actions.find(({ action }) => action === verb);
        if (!isDone(execution) && offered.allowed) {
          await api.post(`/executions/${executionId}/${verb}`).catch(error => {
            // Somebody was killed, or somebody else was quicker: the next look will tell.
            if (!isUnanswered(error) && !error.message.includes(' 409:')) {
              throw error;
            }
          });
        }
        return isDone(execution);
      },
      {
        seconds: PATIENCE_SECONDS,
        every: POLL_MS,
        what: `The ${verb} of execution ${executionId}`,
      },
    );
  }

  return { get, post, control };
}
