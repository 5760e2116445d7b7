import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  MetricsService,
  MetricsServiceObservableGauge,
} from '@backstage/backend-plugin-api/alpha';
import { readState, type State } from './readState';

/** Instruments of one collection are asked one after the other: they share one look at the database. */
const FRESH_MS = 5_000;

/**
 * Tells OpenTelemetry how things stand in the database, whenever somebody collects: the same from every replica, so that
 * dashboards take the maximum and not the sum.
 */
export class StateMetrics {
  readonly #read: () => Promise<State>;
  readonly #logger: LoggerService;
  #look: { at: number; state: Promise<State> } | undefined;

  private constructor(read: () => Promise<State>, logger: LoggerService) {
    this.#read = read;
    this.#logger = logger;
  }

  static create(options: {
    metrics: MetricsService;
    database: Parameters<typeof readState>[0];
    logger: LoggerService;
  }): StateMetrics {
    const { metrics, database, logger } = options;
    const own = new StateMetrics(() => readState(database), logger);
    const gauge = (name: string, description: string, unit?: string) =>
      metrics.createObservableGauge(`disaster_recovery.${name}`, {
        description,
        unit,
      });
    own.#observe(
      gauge('sessions', 'Failover sessions by status'),
      ({ sessions }) => sessions,
    );
    own.#observe(
      gauge('operations', 'Operations of sessions so far, by kind and status'),
      ({ operations }) => operations,
    );
    own.#observe(
      gauge('queue.things', 'Things in flight'),
      ({ things }) => things,
    );
    own.#observe(
      gauge('queue.overdue', 'Things whose wake-up is a minute late or more'),
      ({ overdue }) => overdue,
    );
    own.#observe(
      gauge('queue.failing', 'Things whose last run failed'),
      ({ failing }) => failing,
    );
    own.#observe(
      gauge('queue.lateness', 'How late the latest wake-up is', 's'),
      ({ latenessSeconds }) => latenessSeconds,
    );
    own.#observe(
      gauge('intents.open', 'Calls whose outcome is not known yet'),
      ({ openIntents }) => openIntents,
    );
    own.#observe(
      gauge(
        'replication.worst_lag',
        'Replication lag of the instance that is furthest behind, of sessions in flight',
        's',
      ),
      ({ worstLagSeconds }) => worstLagSeconds,
    );
    return own;
  }

  #observe(
    gauge: MetricsServiceObservableGauge,
    values: (state: State) => State[keyof State],
  ): void {
    gauge.addCallback(async result => {
      const state = await this.#current();
      if (state) {
        for (const { value, ...attributes } of values(state)) {
          result.observe(value, attributes);
        }
      }
    });
  }

  /** A database that does not answer has no metrics: readiness tells of it. */
  async #current(): Promise<State | undefined> {
    const now = Date.now();
    if (!this.#look || now - this.#look.at > FRESH_MS) {
      this.#look = { at: now, state: this.#read() };
    }
    try {
      return await this.#look.state;
    } catch (error) {
      this.#logger.warn('The state for metrics was not read', error as Error);
      return undefined;
    }
  }
}
