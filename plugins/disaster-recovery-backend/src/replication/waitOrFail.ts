import { AwsOperationError } from '../aws';
import type { InstanceSteps, OpenTarget } from './InstanceSteps';

/**
 * Whether a refused call may be accepted later: DRS answers with a conflict until the agent of a young instance has been
 * heard, and does not say it in a way that programs could tell from other conflicts.
 */
function mayBeAcceptedLater(error: AwsOperationError): boolean {
  return error.mayPass || error.failure.code === 'ConflictException';
}

/**
 * What becomes of an instance of which DRS has refused something: it waits while that may pass and there is time, and fails
 * otherwise.
 *
 * @param refusal - `what` was refused, for people; the `remedy`; the `resourceId` it is about; `stepTimeoutMs`, how long an instance
 * may take
 * @returns whether it waits
 * @throws the error itself when it is not AWS's
 */
export async function waitOrFail(
  steps: InstanceSteps,
  target: OpenTarget,
  error: unknown,
  refusal: {
    what: string;
    remedy: string;
    resourceId: string;
    stepTimeoutMs: number;
  },
): Promise<boolean> {
  if (!(error instanceof AwsOperationError)) {
    throw error;
  }
  const { reason } = error.failure;
  const { what, remedy, resourceId, stepTimeoutMs } = refusal;
  if (mayBeAcceptedLater(error) && !steps.isLate(target, stepTimeoutMs)) {
    await steps.wait(target, `DRS does not accept it yet: ${reason}`);
    return true;
  }
  await steps.fail(target, {
    ...error.toDetails({
      at: new Date(),
      message: `${what} was refused: ${reason}`,
      remedy,
    }),
    resourceIds: [resourceId],
  });
  return false;
}
