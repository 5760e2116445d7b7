import { NotFoundError } from '@backstage/errors';
import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { readLaunchTimes } from './launchTimes';
import type { LaunchTimes } from './nextJobLook';
import type {
  ActionRecord,
  ExecutionRecord,
  ExecutionState,
  JobRecord,
  ServerRecord,
  WaveRecord,
} from './records';
import { fromRow, toRow } from './rows';

const INSERT_BATCH = 500;

/** Rows of executions and their parts. */
export class ExecutionStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /** @throws NotFoundError */
  async load(
    id: string,
    database: Knex = this.#database,
  ): Promise<ExecutionState> {
    const execution = await database('executions').where({ id }).first();
    if (!execution) {
      throw new NotFoundError(`There is no execution ${id}`);
    }
    const of = { execution_id: id };
    const waves = await database('execution_waves').where(of).orderBy('number');
    const servers = await database('execution_servers')
      .where(of)
      .orderBy(['wave_number', 'hostname', 'source_server_id']);
    const jobs = await database('execution_jobs')
      .where(of)
      .orderBy(['created_at', 'id']);
    const actions = await database('execution_actions')
      .where(of)
      .orderBy(['wave_number', 'phase', 'position', 'attempt']);
    return {
      execution: fromRow<ExecutionRecord>(execution),
      waves: waves.map(row => fromRow<WaveRecord>(row)),
      servers: servers.map(row => fromRow<ServerRecord>(row)),
      jobs: jobs.map(row => fromRow<JobRecord>(row)),
      actions: actions.map(row => fromRow<ActionRecord>(row)),
    };
  }

  /** Locks the execution until the transaction ends: requests and progress are decided one after the other. */
  async lock(
    id: string,
    transaction: Knex.Transaction,
  ): Promise<ExecutionRecord> {
    const row = await transaction('executions')
      .where({ id })
      .forUpdate()
      .first();
    if (!row) {
      throw new NotFoundError(`There is no execution ${id}`);
    }
    return fromRow<ExecutionRecord>(row);
  }

  async insert(
    transaction: Knex.Transaction,
    state: ExecutionState,
  ): Promise<void> {
    await transaction('executions').insert(toRow(state.execution));
    await this.#insertAll(transaction, 'execution_waves', state.waves);
    await this.#insertAll(transaction, 'execution_servers', state.servers);
    await this.#insertAll(transaction, 'execution_actions', state.actions);
  }

  async insertJob(
    transaction: Knex.Transaction,
    job: JobRecord,
  ): Promise<void> {
    await transaction('execution_jobs').insert(toRow(job));
  }

  async insertActions(
    transaction: Knex.Transaction,
    actions: ActionRecord[],
  ): Promise<void> {
    await this.#insertAll(transaction, 'execution_actions', actions);
  }

  async updateExecution(
    transaction: Knex.Transaction,
    id: string,
    patch: Partial<ExecutionRecord>,
  ): Promise<void> {
    await transaction('executions')
      .where({ id })
      .update({ ...toRow(patch), updated_at: transaction.fn.now() });
  }

  async updateWave(
    transaction: Knex.Transaction,
    wave: Pick<WaveRecord, 'executionId' | 'number'>,
    patch: Partial<WaveRecord>,
  ): Promise<void> {
    await transaction('execution_waves')
      .where({ execution_id: wave.executionId, number: wave.number })
      .update(toRow(patch));
  }

  async updateServers(
    transaction: Knex.Transaction,
    ids: string[],
    patch: Partial<ServerRecord>,
  ): Promise<void> {
    if (ids.length > 0) {
      await transaction('execution_servers')
        .whereIn('id', ids)
        .update(toRow(patch));
    }
  }

  async updateJobs(
    transaction: Knex.Transaction,
    ids: string[],
    patch: Partial<JobRecord>,
  ): Promise<void> {
    if (ids.length > 0) {
      await transaction('execution_jobs')
        .whereIn('id', ids)
        .update(toRow(patch));
    }
  }

  /** Forgets a job that DRS refused: none of its servers is in it any more. */
  async deleteJob(transaction: Knex.Transaction, id: string): Promise<void> {
    await transaction('execution_servers')
      .where({ execution_job_id: id })
      .update({ execution_job_id: null });
    await transaction('execution_jobs').where({ id }).delete();
  }

  async updateActions(
    transaction: Knex.Transaction,
    ids: string[],
    patch: Partial<ActionRecord>,
  ): Promise<void> {
    if (ids.length > 0) {
      await transaction('execution_actions')
        .whereIn('id', ids)
        .update(toRow(patch));
    }
  }

  /** Jobs of any execution there that DRS may not show yet, or that have not been seen to end. */
  async listOpenJobs(
    { accountId, region }: AccountRegion,
    database: Knex = this.#database,
  ): Promise<(JobRecord & { sourceServerIds: string[] })[]> {
    const rows = await database('execution_jobs')
      .join('executions', 'executions.id', 'execution_jobs.execution_id')
      .where({ account_id: accountId, region })
      .whereNot('execution_jobs.status', 'COMPLETED')
      .whereNotNull('execution_jobs.job_id')
      .select('execution_jobs.*');
    const servers = await database('execution_servers')
      .whereIn(
        'execution_job_id',
        rows.map(row => row.id),
      )
      .select('execution_job_id', 'source_server_id');
    return rows.map(row => ({
      ...fromRow<JobRecord>(row),
      sourceServerIds: servers
        .filter(server => server.execution_job_id === row.id)
        .map(server => server.source_server_id),
    }));
  }

  /** How long the stages of earlier launches there took; undefined when nobody knows. */
  launchTimes(place: AccountRegion): Promise<LaunchTimes | undefined> {
    return readLaunchTimes(this.#database, place);
  }

  async #insertAll(
    transaction: Knex.Transaction,
    table: string,
    records: object[],
  ): Promise<void> {
    if (records.length > 0) {
      await transaction.batchInsert(table, records.map(toRow), INSERT_BATCH);
    }
  }
}
