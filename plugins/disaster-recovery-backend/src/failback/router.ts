import {
  type FailbackMode,
  failoverSessionReadPermission,
} from '@internal/plugin-disaster-recovery-common';
import type { Router } from 'express';
import { sessionAccessFacts } from '../failover-sessions';
import type { FailbackDependencies } from './FailbackDependencies';
import { nextAttempt } from './nextAttempt';
import { previewFailback } from './previewFailback';

/** What failback has to show before it is executed. */
export function addFailbackRoutes(
  router: Router,
  dependencies: FailbackDependencies,
): void {
  const { access, sessions } = dependencies;
  router.get(
    '/failover-sessions/:id/failback-preflight',
    async (request, response) => {
      const session = await sessions.store.get(request.params.id);
      await access.requireOn(
        request,
        failoverSessionReadPermission,
        sessionAccessFacts(session),
      );
      const mode = request.query.mode as FailbackMode;
      const instances = await sessions.store.listInstances(session.id);
      const { earlier } = await nextAttempt(dependencies, session, mode);
      response.json(
        await previewFailback(
          dependencies,
          { session, instances },
          mode,
          earlier,
        ),
      );
    },
  );
}
