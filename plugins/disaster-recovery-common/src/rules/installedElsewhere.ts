import type { AgentProgress } from '../schemas';

/** The code of an installer's refusal whose remedy is to release the source server of the recovery region. */
export const PREVIOUSLY_INSTALLED = 'PREVIOUSLY_INSTALLED';

/** Whether the installer refused an instance because it was installed to replicate into another region or account. */
export function wasInstalledElsewhere({
  agent,
}: {
  agent: Pick<AgentProgress, 'status' | 'error'>;
}): boolean {
  return (
    agent.status === 'FAILED' && agent.error?.code === PREVIOUSLY_INSTALLED
  );
}
