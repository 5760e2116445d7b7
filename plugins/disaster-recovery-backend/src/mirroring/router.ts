import { NotFoundError } from '@backstage/errors';
import { failoverSessionReadPermission } from '@internal/plugin-disaster-recovery-common';
import type { Router } from 'express';
import {
  type FailoverSessions,
  sessionAccessFacts,
} from '../failover-sessions';
import type { Access } from '../permissions';

/** What mirroring has to show: the proof of what the mirrored configuration is made of. */
export function addMirroringRoutes(
  router: Router,
  { access, sessions }: { access: Access; sessions: FailoverSessions },
): void {
  router.get(
    '/failover-sessions/:id/mirror-report',
    async (request, response) => {
      const session = await sessions.store.get(request.params.id);
      await access.requireOn(
        request,
        failoverSessionReadPermission,
        sessionAccessFacts(session),
      );
      const report = await sessions.store.findMirrorReport(session.id);
      if (!report) {
        throw new NotFoundError(
          `The configuration of ${session.name} has not been mirrored yet`,
        );
      }
      response.json(report);
    },
  );
}
