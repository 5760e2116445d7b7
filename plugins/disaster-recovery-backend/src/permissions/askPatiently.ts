import { ServiceUnavailableError } from '@backstage/errors';

/** Answers to the caller, which the same question would get again. */
const ANSWERS = ['AuthenticationError', 'NotAllowedError', 'InputError'];

/**
 * Asks the portal's permission backend, which may be another process: once more when it does not answer, as on the day on which
 * it is looked for most. Whoever still has no answer may do nothing.
 *
 * @throws ServiceUnavailableError when there is no answer
 */
export async function askPatiently<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (first) {
    if (isAnswer(first)) {
      throw first;
    }
  }
  try {
    return await ask();
  } catch (error) {
    if (isAnswer(error)) {
      throw error;
    }
    throw new ServiceUnavailableError(
      "The portal's permission backend does not answer, and so nobody may do anything that needs a permission; try again in a minute",
      error,
    );
  }
}

function isAnswer(error: unknown): boolean {
  return error instanceof Error && ANSWERS.includes(error.name);
}
