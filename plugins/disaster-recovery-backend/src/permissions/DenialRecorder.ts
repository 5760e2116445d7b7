import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Permission } from '@backstage/plugin-permission-common';
import type { AuditEvent } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { AuditLog } from '../audit';

/** Somebody asked for what they lack the permission for. */
export interface Denial {
  principal: string;
  permission: Permission;
  /** What it was asked for; nothing when there is no such thing yet, or when it was asked for all of them. */
  resourceId?: string;
  /** What they were told. */
  message: string;
}

const PERIOD_MS = 3_600_000;
const MOST_OF_ONE_CALLER = 30;
const MOST_OF_ALL = 1_000;
/** Stands for no resource in particular. */
const NO_RESOURCE = '*';

/**
 * Keeps refusals for want of a permission in the record.
 *
 * @remarks
 * Who may do nothing must not be able to fill the database. In an hour the same refusal is kept once, and so many of one
 * caller and of all; the last one of a caller says that more are left out.
 */
export class DenialRecorder {
  readonly #audit: AuditLog;
  readonly #database: Knex;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  #periodEndsAt = -Infinity;
  #kept = new Set<string>();
  #keptOf = new Map<string, number>();

  constructor(options: {
    audit: AuditLog;
    database: Knex;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#audit = options.audit;
    this.#database = options.database;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /** Never throws: a refusal is a refusal, recorded or not. */
  async record(denial: Denial): Promise<void> {
    const { principal, permission, resourceId = NO_RESOURCE } = denial;
    const [, resourceType] = permission.name.split('.');
    const key = JSON.stringify([principal, permission.name, resourceId]);
    const number = this.#numberOf(principal, key);
    if (number === undefined) {
      return;
    }
    const ending =
      number === MOST_OF_ONE_CALLER
        ? '. More refusals of this caller within the hour are left out'
        : '';
    try {
      await this.#audit.record(this.#database, {
        actor: principal,
        action: `${permission.name.replace(
          /^disaster-recovery\./,
          '',
        )}.refused`,
        outcome: 'REFUSED',
        resourceType: resourceType as AuditEvent['resourceType'],
        resourceId,
        ...(resourceType === 'failover-session' &&
          resourceId !== NO_RESOURCE && { sessionId: resourceId }),
        message: `${denial.message}${ending}`,
      });
    } catch (error) {
      this.#kept.delete(key);
      this.#logger.warn(
        `A refusal of ${permission.name} to ${principal} could not be recorded`,
        error as Error,
      );
    }
  }

  /** Which refusal of the caller in this period it is, from one; undefined when it is not to be kept. */
  #numberOf(principal: string, key: string): number | undefined {
    if (this.#now() >= this.#periodEndsAt) {
      this.#periodEndsAt = this.#now() + PERIOD_MS;
      this.#kept = new Set();
      this.#keptOf = new Map();
    }
    const before = this.#keptOf.get(principal) ?? 0;
    if (
      this.#kept.has(key) ||
      before >= MOST_OF_ONE_CALLER ||
      this.#kept.size >= MOST_OF_ALL
    ) {
      return undefined;
    }
    this.#kept.add(key);
    this.#keptOf.set(principal, before + 1);
    return before + 1;
  }
}
