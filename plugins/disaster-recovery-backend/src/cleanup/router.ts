import { failoverSessionReadPermission } from '@internal/plugin-disaster-recovery-common';
import type { Router } from 'express';
import { sessionAccessFacts } from '../failover-sessions';
import type { Access } from '../permissions';
import { type CleanupSources, gatherCleanupFacts } from './gatherCleanupFacts';
import { planCleanup } from './planCleanup';
import { withProgress } from './withProgress';

/** What cleanup has to show: what it would do now, and how far it is where it is under way. */
export function addCleanupRoutes(
  router: Router,
  dependencies: CleanupSources & { access: Access },
): void {
  const { access, sessions } = dependencies;
  router.get(
    '/failover-sessions/:id/cleanup-plan',
    async (request, response) => {
      const session = await sessions.store.get(request.params.id);
      await access.requireOn(
        request,
        failoverSessionReadPermission,
        sessionAccessFacts(session),
      );
      // Coerced and defaulted by the API's document.
      const { deleteSourceServers } = request.query as unknown as {
        deleteSourceServers: boolean;
      };
      const facts = await gatherCleanupFacts(dependencies, session.id, {
        deleteSourceServers,
      });
      const latest = await sessions.operations.latest(session.id, 'cleanup');
      response.json(
        withProgress(planCleanup(facts, new Date()), latest?.steps ?? []),
      );
    },
  );
}
