import { ResponseError } from '@backstage/errors';

/**
 * Whether an error means that the portal's backend cannot be reached or is starting, rather than that it refused
 * something: no answer at all, or one by a gateway or a server that is not up yet.
 */
export function isAwayError(error: unknown): boolean {
  if (error instanceof ResponseError) {
    const { status } = error.response;
    return (
      (status === 502 || status === 503 || status === 504) &&
      // The backend answers so as well when it was AWS that did; then it says which service.
      !('service' in error.body.error)
    );
  }
  return error instanceof TypeError;
}
