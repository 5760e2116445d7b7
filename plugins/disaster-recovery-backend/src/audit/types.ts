import type {
  AuditEvent,
  ErrorDetails,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';

/** An entry to be recorded; id and time are added. */
export type AuditEntry = Omit<AuditEvent, 'id' | 'at'>;

/** What failed, as it goes to the portal's log and to CloudWatch (R12.1, R12.6). */
export interface FailureLogEntry {
  /** For example `install-agents` or `execution`. */
  operation: string;
  sessionId?: string;
  executionId?: string;
  operationId?: string;
  correlationId?: string;
  attempt?: number;
  resourceIds?: string[];
  error: ErrorDetails;
}

/** The durable record, and the log of failures and retries. */
export interface AuditLog {
  /** Writes one entry, in the transaction of what it records. */
  record(database: Knex, entry: AuditEntry): Promise<void>;
  /** One structured log entry, and the same one to CloudWatch when configured, in the transaction of what it tells of. */
  failure(database: Knex, entry: FailureLogEntry): Promise<void>;
  /** As `failure`, for an attempt at what failed before. */
  retry(database: Knex, entry: Omit<FailureLogEntry, 'error'>): Promise<void>;
}

/** A notification to the owner, or to everyone without one: a thing needs a person, or has ended. */
export interface PortalNotification {
  owner?: string;
  title: string;
  description?: string;
  link: string;
  severity: 'critical' | 'high' | 'normal' | 'low';
  /** A repeat with the same scope replaces the old one. */
  scope: string;
}

/** Tells open pages that something changed. Ids only: what is behind them is fetched with the reader's permissions. */
export interface ChangePublisher {
  publish(change: {
    type:
      | 'failover-session'
      | 'execution'
      | 'protection-group'
      | 'recovery-plan';
    id: string;
  }): void;
  /** Sends a portal notification, exactly if the transaction commits. */
  notify(database: Knex, notification: PortalNotification): Promise<void>;
}
