import { randomUUID } from 'node:crypto';
import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { afterCommit } from '../database/afterCommit';
import type { AuditEntry, AuditLog, FailureLogEntry } from './types';

/** Where failures and retries go besides the portal's own log. */
export interface LogDelivery {
  deliver(database: Knex, entry: Record<string, unknown>): Promise<void>;
}

/**
 * The durable record in the database, Backstage's own auditor, and the log of failures and retries.
 */
export class DatabaseAuditLog implements AuditLog {
  readonly #logger: LoggerService;
  readonly #auditor: AuditorService;
  readonly #delivery: LogDelivery | undefined;

  private constructor(options: {
    logger: LoggerService;
    auditor: AuditorService;
    delivery?: LogDelivery;
  }) {
    this.#logger = options.logger;
    this.#auditor = options.auditor;
    this.#delivery = options.delivery;
  }

  static create(options: {
    logger: LoggerService;
    auditor: AuditorService;
    delivery?: LogDelivery;
  }): DatabaseAuditLog {
    return new DatabaseAuditLog(options);
  }

  async record(database: Knex, entry: AuditEntry): Promise<void> {
    await database('audit_events').insert({
      id: randomUUID(),
      at: new Date(),
      actor: entry.actor,
      action: entry.action,
      outcome: entry.outcome,
      resource_type: entry.resourceType,
      resource_id: entry.resourceId,
      session_id: entry.sessionId ?? null,
      operation_id: entry.operationId ?? null,
      correlation_id: entry.correlationId ?? null,
      message: entry.message,
      error: entry.error ? JSON.stringify(entry.error) : null,
      details: entry.details ? JSON.stringify(entry.details) : null,
    });
    this.#tellAuditor(entry);
  }

  async failure(database: Knex, entry: FailureLogEntry): Promise<void> {
    const record = { event: 'operation-failed', ...entry };
    await this.#delivery?.deliver(database, record);
    afterCommit(database, () =>
      this.#logger.error(
        `${entry.operation} failed: ${entry.error.message}`,
        flatten(record),
      ),
    );
  }

  async retry(
    database: Knex,
    entry: Omit<FailureLogEntry, 'error'>,
  ): Promise<void> {
    const record = { event: 'operation-retried', ...entry };
    await this.#delivery?.deliver(database, record);
    afterCommit(database, () =>
      this.#logger.info(
        `${entry.operation} is tried again, attempt ${entry.attempt ?? 2}`,
        flatten(record),
      ),
    );
  }

  // The auditor is the portal's, and may go anywhere: what it cannot take must not undo what is recorded here.
  #tellAuditor(entry: AuditEntry): void {
    const { action, outcome, error, message, ...meta } = entry;
    const [noun] = action.split('.');
    this.#auditor
      .createEvent({
        eventId: noun,
        severityLevel: outcome === 'OBSERVED' ? 'low' : 'medium',
        meta: { ...flatten(meta), actionType: action, outcome, message },
      })
      .then(event =>
        outcome === 'FAILED' || outcome === 'REFUSED'
          ? event.fail({ error: new Error(error?.message ?? message) })
          : event.success(),
      )
      .catch(failure =>
        this.#logger.warn('The auditor took no event', failure as Error),
      );
  }
}

/** As plain JSON, for loggers that take nothing else. */
function flatten(value: object) {
  return JSON.parse(JSON.stringify(value));
}
