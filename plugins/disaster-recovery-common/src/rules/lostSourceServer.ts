import type { ErrorDetails } from '../schemas';

/** The code of a start of reverse replication that found nothing to start, and no agent that DRS still listens to. */
export const SOURCE_SERVER_MISSING = 'SourceServerMissing';

/** Whether an instance's agent has to be installed once more: its source server is gone from DRS. */
export function hasLostSourceServer({
  error,
}: {
  error?: Pick<ErrorDetails, 'code'>;
}): boolean {
  return error?.code === SOURCE_SERVER_MISSING;
}
