import { randomUUID } from 'node:crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  AccountRegion,
  MirrorReport,
  SessionStatus,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { AuditLog } from '../audit';
import { chunks } from '../chunks';
import type { Clock } from '../database/DatabaseClock';
import { findHolders } from './findHolders';
import { insertSession } from './insertSession';
import {
  readInstances,
  readMovingInstances,
  readWatchedInstances,
} from './readInstances';
import { instanceRows, sessionRows } from './rows';
import { mayBecome, STATUS_WORDS } from './sessionStatus';
import type {
  FailoverSessionStore,
  InstanceHolder,
  InstancePatch,
  InstanceRecord,
  NewInstance,
  SessionPatch,
  SessionRecord,
  StatusCause,
  WatchedInstance,
} from './types';
import { updateInstances } from './updateInstances';

const ROWS_PER_STATEMENT = 1000;

/** Who is named when a status was brought about by what AWS says, and by nobody in particular. */
export const SYSTEM_PRINCIPAL = 'plugin:disaster-recovery';

interface StoreOptions {
  database: Knex;
  audit: AuditLog;
  clock: Clock;
}

/** Sessions and their instances in Postgres. */
export class DefaultFailoverSessionStore implements FailoverSessionStore {
  readonly #database: Knex;
  readonly #audit: AuditLog;
  readonly #clock: Clock;

  private constructor(options: StoreOptions) {
    this.#database = options.database;
    this.#audit = options.audit;
    this.#clock = options.clock;
  }

  static create(options: StoreOptions) {
    return new DefaultFailoverSessionStore(options);
  }

  async get(id: string, database = this.#database): Promise<SessionRecord> {
    const row = await database('failover_sessions')
      .where({ id })
      .first(sessionRows.columns);
    return this.#found(id, row);
  }

  async getForUpdate(
    id: string,
    transaction: Knex.Transaction,
  ): Promise<SessionRecord> {
    const row = await transaction('failover_sessions')
      .where({ id })
      .forUpdate()
      .first(sessionRows.columns);
    return this.#found(id, row);
  }

  async findMirrorReport(id: string): Promise<MirrorReport | undefined> {
    const row = await this.#database('failover_sessions')
      .where({ id })
      .first('mirror_report');
    return row?.mirror_report ?? undefined;
  }

  listInstances(
    sessionId: string,
    database = this.#database,
  ): Promise<InstanceRecord[]> {
    return readInstances(database, sessionId);
  }

  listWatchedInstances(
    sessionId: string,
    database = this.#database,
  ): Promise<WatchedInstance[]> {
    return readWatchedInstances(database, sessionId);
  }

  listMovingInstances(
    sessionId: string,
    database = this.#database,
  ): Promise<WatchedInstance[]> {
    return readMovingInstances(database, sessionId);
  }

  async listSourcePlaces(
    statuses: SessionStatus[],
    database = this.#database,
  ): Promise<AccountRegion[]> {
    return database('failover_sessions')
      .whereIn('status', statuses)
      .distinct({ accountId: 'source_account_id', region: 'source_region' });
  }

  async listReturningTo(
    { accountId, region }: AccountRegion,
    statuses: SessionStatus[],
    database = this.#database,
  ): Promise<SessionRecord[]> {
    const rows = await database('failover_sessions')
      .where({ source_account_id: accountId, source_region: region })
      .whereIn('status', statuses)
      .orderBy('created_at')
      .select(sessionRows.columns);
    return rows.map(sessionRows.fromRow);
  }

  async findByExecution(
    executionId: string,
    database = this.#database,
  ): Promise<SessionRecord | undefined> {
    const row = await database('failover_sessions')
      .where({ execution_id: executionId })
      .first(sessionRows.columns);
    return row && sessionRows.fromRow(row);
  }

  findHolders(
    instanceIds: string[],
    database = this.#database,
  ): Promise<InstanceHolder[]> {
    return findHolders(instanceIds, database);
  }

  async create(
    transaction: Knex.Transaction,
    session: Omit<SessionRecord, 'id' | 'createdAt' | 'updatedAt' | 'status'>,
    instances: NewInstance[],
  ): Promise<SessionRecord> {
    const now = this.#clock.now();
    const record = await insertSession(transaction, {
      ...session,
      id: randomUUID(),
      status: 'FAILOVER_COMPLETE',
      createdAt: now,
      updatedAt: now,
    });
    await this.addInstances(record.id, instances, transaction);
    await this.#writeMilestone(record, 'FAILOVER_COMPLETE', transaction, {
      principal: session.createdBy,
    });
    return record;
  }

  async addInstances(
    sessionId: string,
    instances: NewInstance[],
    transaction: Knex.Transaction,
  ): Promise<number> {
    const rows = instances.map(instance =>
      instanceRows.toRow({
        ...instance,
        sessionId,
        updatedAt: this.#clock.now(),
      }),
    );
    let count = 0;
    // Postgres takes 65,535 values in one statement.
    for (const some of chunks(rows, ROWS_PER_STATEMENT)) {
      const added = await transaction('recovery_instances')
        .insert(some)
        .onConflict('recovery_instance_id')
        .ignore()
        .returning('recovery_instance_id');
      count += added.length;
    }
    return count;
  }

  async update(
    id: string,
    patch: SessionPatch,
    transaction: Knex.Transaction,
  ): Promise<void> {
    const { mirrorReport, ...fields } = patch;
    const updated = await transaction('failover_sessions')
      .where({ id })
      .update({
        ...sessionRows.toRow(fields as Partial<Required<SessionRecord>>),
        ...(mirrorReport && { mirror_report: JSON.stringify(mirrorReport) }),
        updated_at: this.#clock.now(),
      });
    this.#mustExist(id, updated);
  }

  async updateInstance(
    sessionId: string,
    recoveryInstanceId: string,
    patch: InstancePatch,
    transaction: Knex.Transaction,
  ): Promise<void> {
    await updateInstances(
      sessionId,
      [{ recoveryInstanceId, patch }],
      transaction,
    );
  }

  updateInstances(
    sessionId: string,
    changes: { recoveryInstanceId: string; patch: InstancePatch }[],
    transaction: Knex.Transaction,
  ): Promise<boolean> {
    return updateInstances(sessionId, changes, transaction);
  }

  async transition(
    id: string,
    to: SessionStatus,
    by: StatusCause,
    transaction: Knex.Transaction,
  ): Promise<void> {
    const session = await this.getForUpdate(id, transaction);
    if (session.status === to) {
      return;
    }
    if (!mayBecome(session.status, to)) {
      throw new ConflictError(
        `Session ${session.name} is '${
          STATUS_WORDS[session.status]
        }' and cannot become '${STATUS_WORDS[to]}' from there`,
      );
    }
    await transaction('failover_sessions')
      .where({ id })
      .update({ status: to, updated_at: this.#clock.now() });
    await this.#writeMilestone(session, to, transaction, by);
  }

  async recordMilestone(
    id: string,
    milestone: SessionStatus,
    by: StatusCause,
    transaction: Knex.Transaction,
  ): Promise<void> {
    const session = await this.getForUpdate(id, transaction);
    const reached = await transaction('session_milestones')
      .where({ session_id: id, status: milestone })
      .first();
    if (!reached) {
      await this.#writeMilestone(session, milestone, transaction, by);
    }
  }

  async #writeMilestone(
    session: SessionRecord,
    status: SessionStatus,
    transaction: Knex.Transaction,
    by: StatusCause,
  ): Promise<void> {
    await transaction('session_milestones').insert({
      session_id: session.id,
      status,
      at: this.#clock.now(),
      by: by.principal ?? null,
      operation_id: by.operationId ?? null,
    });
    await this.#audit.record(transaction, {
      actor: by.principal ?? SYSTEM_PRINCIPAL,
      action: 'failover-session.status',
      outcome: 'OBSERVED',
      resourceType: 'failover-session',
      resourceId: session.id,
      sessionId: session.id,
      operationId: by.operationId,
      correlationId: by.correlationId,
      message: `${session.name}: ${STATUS_WORDS[status]}`,
      details: { status },
    });
  }

  #found(id: string, row: any): SessionRecord {
    this.#mustExist(id, row ? 1 : 0);
    return sessionRows.fromRow(row);
  }

  #mustExist(id: string, found: number): void {
    if (found === 0) {
      throw new NotFoundError(`There is no failover session ${id}`);
    }
  }
}
