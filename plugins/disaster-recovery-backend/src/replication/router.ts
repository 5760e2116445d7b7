import {
  type ErrorDetails,
  failoverSessionReadPermission,
  type ReverseReplicationStatus,
  type ReplicationSamples,
  summarizeReplication,
} from '@internal/plugin-disaster-recovery-common';
import type { Request, Router } from 'express';
import type { Dependencies } from '../dependencies';
import {
  type FailoverSessions,
  sessionAccessFacts,
} from '../failover-sessions';
import { SharedAnswers } from '../SharedAnswers';
import { ReplicationSampleStore } from './ReplicationSampleStore';
import {
  ReplicationWatchStore,
  type WatchRecord,
} from './ReplicationWatchStore';
import { watchTarget } from './watchedSessions';

const DEFAULT_SPAN_MS = 24 * 3_600_000;
const WORST_INSTANCES = 9;

/** Without an answer of AWS nothing can be said of replication: that is told, and why. */
function unanswered(watch: WatchRecord | undefined): ErrorDetails | undefined {
  return watch?.error === undefined
    ? undefined
    : {
        message: `AWS did not answer everything at the last look: ${watch.error}`,
        remedy: 'It is asked again by itself',
        at: watch.observedAt.toISOString(),
      };
}

/** What reverse replication has to show: where it stands, and how it came there. */
export function addReplicationRoutes(
  router: Router,
  dependencies: Dependencies & { sessions: FailoverSessions },
): void {
  const { access, clock, database, sessions } = dependencies;
  const samples = new ReplicationSampleStore(database);
  const watches = new ReplicationWatchStore(database);
  const charts = new SharedAnswers();

  async function load(request: Request) {
    const session = await sessions.store.get(request.params.id);
    await access.requireOn(
      request,
      failoverSessionReadPermission,
      sessionAccessFacts(session),
    );
    return session;
  }

  router.get(
    '/failover-sessions/:id/reverse-replication-status',
    async (request, response) => {
      const session = await load(request);
      const [instances, operation, watch] = await Promise.all([
        sessions.store.listInstances(session.id),
        sessions.operations.latestSummary(
          session.id,
          'start-reverse-replication',
        ),
        watches.find(watchTarget(session)),
      ]);
      const status: ReverseReplicationStatus = {
        sessionId: session.id,
        status: session.status,
        summary: summarizeReplication(
          instances.filter(one => one.cannotFailBack === undefined),
          watch && {
            observedAt: watch.observedAt.toISOString(),
            nextObservationAt: watch.nextObservationAt.toISOString(),
          },
        ),
        instances: instances.map(
          ({ recoveryInstanceId, hostname, replication, error }) => ({
            recoveryInstanceId,
            hostname,
            // Where the start itself was refused, that is the reason why nothing replicates.
            replication: { ...replication, error: replication.error ?? error },
          }),
        ),
        operation,
        lastError: session.lastError ?? unanswered(watch),
      };
      response.json(status);
    },
  );

  router.get(
    '/failover-sessions/:id/replication-samples',
    async (request, response) => {
      const session = await load(request);
      const { since } = request.query as { since?: string };
      const question = JSON.stringify([session.id, since]);
      const answer: ReplicationSamples = await charts.get(
        question,
        async () => {
          const from = since
            ? new Date(since)
            : new Date(clock.now().getTime() - DEFAULT_SPAN_MS);
          const [points, worst] = await Promise.all([
            samples.points(session.id, from),
            samples.worst(session.id, from, WORST_INSTANCES),
          ]);
          return { points, worst };
        },
      );
      response.json(answer);
    },
  );
}
