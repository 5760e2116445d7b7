import type { Dependencies } from '../dependencies';
import type { FailoverSessions } from '../failover-sessions';
import { InstallAgentsHandler } from './InstallAgentsHandler';
import { ReleaseSourceServersHandler } from './ReleaseSourceServersHandler';

/** Registers the operations on agents. */
export function registerAgents(
  dependencies: Dependencies & { sessions: FailoverSessions },
): void {
  const { operations } = dependencies.sessions;
  operations.register(new InstallAgentsHandler(dependencies));
  operations.register(new ReleaseSourceServersHandler(dependencies));
}
