import {
  type AdoptSessionInput,
  failoverSessionAdoptPermission,
  failoverSessionReadPermission,
  type OperationQuery,
  recoveryPlanReadPermission,
  type SessionQuery,
} from '@internal/plugin-disaster-recovery-common';
import type { Permission } from '@backstage/plugin-permission-common';
import type { Request, Router } from 'express';
import { listAuditEvents } from '../audit';
import { planFacts } from '../recovery-plans';
import { SharedAnswers } from '../SharedAnswers';
import { actionPermission, SESSION_ACTIONS } from './actionPermission';
import type {
  DefaultFailoverSessions,
  FailoverSessionsDependencies,
} from './DefaultFailoverSessions';
import { listOperations } from './listOperations';
import { prepareSessionList, SESSION_ACCESS_COLUMNS } from './listSessions';
import { SessionAdoption } from './SessionAdoption';
import { SessionPresenter } from './SessionPresenter';
import type { SessionRecord } from './types';

/** What the permission rules look at in a session. */
export function sessionAccessFacts(session: SessionRecord) {
  return {
    id: session.id,
    owner: session.owner,
    accountId: session.accountId,
    regions: [session.sourceRegion, session.recoveryRegion],
    status: session.status,
  };
}

/** The routes of sessions themselves, and one for each action. What an action has to show is its capability's. */
export function addFailoverSessionRoutes(
  router: Router,
  dependencies: FailoverSessionsDependencies & {
    sessions: DefaultFailoverSessions;
  },
): void {
  const { database, access, plans, sessions } = dependencies;
  const answers = new SharedAnswers();
  const presenter = new SessionPresenter({
    ...dependencies,
    digests: sessions.digests,
  });
  const adoption = new SessionAdoption({
    ...dependencies,
    store: sessions.store,
  });

  async function load(request: Request, permission: Permission) {
    const session = await sessions.store.get(request.params.id);
    const facts = sessionAccessFacts(session);
    return {
      session,
      caller: await access.requireOn(request, permission, facts),
    };
  }

  router.get('/failover-sessions', async (request, response) => {
    const { narrow } = await access.filter(
      request,
      failoverSessionReadPermission,
      SESSION_ACCESS_COLUMNS,
    );
    const query = request.query as SessionQuery;
    const { question, read } = prepareSessionList(database, query, narrow);
    const page = await answers.get(question, async () => {
      const { sessions: found, ...rest } = await read();
      return { items: await presenter.summaries(found), ...rest };
    });
    response.json(page);
  });

  router.post('/failover-sessions', async (request, response) => {
    const { principal } = await access.require(
      request,
      failoverSessionAdoptPermission,
    );
    const input = request.body as AdoptSessionInput;
    if (input.recoveryPlanId !== undefined) {
      // The session goes the way of the plan, and tells its name: nobody adopts by a plan that they may not see.
      const plan = await plans.get(input.recoveryPlanId);
      await access.requireOn(
        request,
        recoveryPlanReadPermission,
        planFacts(plan),
      );
    }
    const session = await adoption.adopt(input, principal);
    response.status(201).json(await presenter.detail(session.id));
  });

  router.get('/failover-sessions/:id', async (request, response) => {
    const { session } = await load(request, failoverSessionReadPermission);
    const detail = await answers.get(session.id, () =>
      presenter.detail(session.id),
    );
    response.json(detail);
  });

  router.get('/failover-sessions/:id/operations', async (request, response) => {
    const { session } = await load(request, failoverSessionReadPermission);
    const query = request.query as OperationQuery;
    response.json({ items: await listOperations(database, session.id, query) });
  });

  router.get('/failover-sessions/:id/events', async (request, response) => {
    const { session } = await load(request, failoverSessionReadPermission);
    const { limit = 50, cursor } = request.query as SessionQuery;
    response.json(
      await listAuditEvents(database, { sessionId: session.id, limit, cursor }),
    );
  });

  for (const kind of SESSION_ACTIONS) {
    router.post(`/failover-sessions/:id/${kind}`, async (request, response) => {
      const input = request.body ?? {};
      const { session, caller } = await load(
        request,
        actionPermission(kind, input),
      );
      const operation = await sessions.operations.start({
        sessionId: session.id,
        kind,
        input,
        principal: caller.principal,
      });
      response.status(202).json(operation);
    });
  }
}
