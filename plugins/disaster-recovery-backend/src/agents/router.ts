import {
  type AgentStatus,
  failoverSessionReadPermission,
} from '@internal/plugin-disaster-recovery-common';
import type { Router } from 'express';
import type { Dependencies } from '../dependencies';
import {
  type FailoverSessions,
  sessionAccessFacts,
} from '../failover-sessions';

/** How the installation of agents stands, instance by instance. */
export function addAgentRoutes(
  router: Router,
  dependencies: Dependencies & { sessions: FailoverSessions },
): void {
  const { access, sessions } = dependencies;
  router.get(
    '/failover-sessions/:id/agent-status',
    async (request, response) => {
      const session = await sessions.store.get(request.params.id);
      await access.requireOn(
        request,
        failoverSessionReadPermission,
        sessionAccessFacts(session),
      );
      const [instances, operation] = await Promise.all([
        sessions.store.listInstances(session.id),
        sessions.operations.latestSummary(session.id, 'install-agents'),
      ]);
      const counts: Record<string, number> = {};
      for (const { agent } of instances) {
        counts[agent.status] = (counts[agent.status] ?? 0) + 1;
      }
      const status: AgentStatus = {
        sessionId: session.id,
        status: session.status,
        operation,
        counts,
        instances: instances.map(({ recoveryInstanceId, hostname, agent }) => ({
          recoveryInstanceId,
          hostname,
          agent,
        })),
        lastError: session.lastError,
      };
      response.json(status);
    },
  );
}
