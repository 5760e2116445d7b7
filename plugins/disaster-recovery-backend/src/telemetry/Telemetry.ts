import type {
  MetricsService,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import type { AwsCallOutcome, AwsObserver } from '../aws';
import type { RunObserver, RunOutcome } from '../engine';

const SECONDS = { unit: 's' };

/**
 * What the portal tells OpenTelemetry of its own work: calls to AWS and runs of reconcilers, counted, timed, and as spans.
 *
 * @remarks Costs next to nothing where the portal's process has no OpenTelemetry SDK: Backstage's services then go nowhere.
 */
export class Telemetry implements AwsObserver, RunObserver {
  readonly #tracing: TracingService;
  readonly #calls;
  readonly #callSeconds;
  readonly #runs;
  readonly #runSeconds;

  constructor(options: { metrics: MetricsService; tracing: TracingService }) {
    const { metrics } = options;
    this.#tracing = options.tracing;
    this.#calls = metrics.createCounter('disaster_recovery.aws.calls', {
      description: 'Requests to AWS, each attempt of a call among them',
    });
    this.#callSeconds = metrics.createHistogram(
      'disaster_recovery.aws.call.duration',
      { ...SECONDS, description: 'How long AWS took for a request' },
    );
    this.#runs = metrics.createCounter('disaster_recovery.reconciler.runs', {
      description: 'Runs of the engine on one thing, by how they ended',
    });
    this.#runSeconds = metrics.createHistogram(
      'disaster_recovery.reconciler.duration',
      { ...SECONDS, description: 'How long a run took' },
    );
  }

  attempted(
    call: { service: string; operation: string; region: string },
    outcome: AwsCallOutcome,
    seconds: number,
  ): void {
    const { service, operation, region } = call;
    this.#calls.add(1, { service, operation, region, outcome });
    this.#callSeconds.record(seconds, { service, operation, outcome });
  }

  /** A span around a call, with all of its attempts and the waits between them. */
  aroundCall<T>(
    call: {
      service: string;
      operation: string;
      region: string;
      accountId: string;
    },
    work: () => Promise<T>,
  ): Promise<T> {
    return this.#tracing.startActiveSpan(
      `${call.service}.${call.operation}`,
      {
        kind: 'client',
        attributes: {
          'rpc.system': 'aws-api',
          'rpc.service': call.service,
          'rpc.method': call.operation,
          'cloud.region': call.region,
          'cloud.account.id': call.accountId,
        },
      },
      work,
    );
  }

  /** A span around a run of a reconciler, which counts and times it too. */
  aroundRun(
    { kind, id }: { kind: string; id: string },
    work: () => Promise<RunOutcome>,
  ): Promise<void> {
    return this.#tracing.startActiveSpan(
      `reconcile ${kind}`,
      { attributes: { 'disaster_recovery.thing': `${kind}/${id}` } },
      async span => {
        const start = performance.now();
        const outcome = await work();
        const seconds = (performance.now() - start) / 1000;
        this.#runs.add(1, { kind, outcome });
        this.#runSeconds.record(seconds, { kind, outcome });
        span.setStatus({ code: outcome === 'failed' ? 'error' : 'ok' });
      },
    );
  }
}
