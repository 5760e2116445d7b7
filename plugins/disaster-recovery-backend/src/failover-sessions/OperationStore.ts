import { NotFoundError } from '@backstage/errors';
import type {
  ErrorDetails,
  OperationKind,
  OperationStep,
  OperationSummary,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { targetCountsSql } from './countTargetsOf';
import { operationRows, stepRows } from './rows';
import { saveSteps } from './saveSteps';
import type { OperationRecord, StepPatch } from './operationTypes';

/** Operations and their steps in Postgres. */
export class OperationStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /** @throws NotFoundError */
  async get(id: string, database = this.#database): Promise<OperationRecord> {
    const [operation] = await this.#load(
      database,
      database('operations').where({ id }),
    );
    if (!operation) {
      throw new NotFoundError(`There is no operation ${id}`);
    }
    return operation;
  }

  /** Without its steps: there may be thousands. @throws NotFoundError */
  async getHead(id: string): Promise<Omit<OperationRecord, 'steps'>> {
    const row = await this.#database('operations').where({ id }).first();
    if (!row) {
      throw new NotFoundError(`There is no operation ${id}`);
    }
    return operationRows.fromRow(row);
  }

  /** The steps of an operation, in the order in which they were added. */
  async listSteps(id: string): Promise<OperationStep[]> {
    const steps = await this.#stepsOf(this.#database, [id]);
    return steps.get(id)!;
  }

  /** Newest first. */
  async list(
    sessionIds: string[],
    database = this.#database,
  ): Promise<OperationRecord[]> {
    return this.#load(
      database,
      database('operations')
        .whereIn('session_id', sessionIds)
        .orderBy([
          { column: 'started_at', order: 'desc' },
          { column: 'attempt', order: 'desc' },
        ]),
    );
  }

  /** Of each session the operation that runs and the newest that ended; newest first. */
  async listHeads(
    sessionIds: string[],
    database = this.#database,
  ): Promise<OperationSummary[]> {
    return summarize(
      database,
      database.raw(
        `SELECT DISTINCT ON (session_id, status = 'RUNNING') * FROM operations
         WHERE session_id = ANY(?)
         ORDER BY session_id, status = 'RUNNING', started_at DESC`,
        [sessionIds],
      ),
    );
  }

  /** The newest operation of a kind, without its steps: there may be tens of thousands. */
  async latestSummary(
    sessionId: string,
    kind: OperationKind,
    database = this.#database,
  ): Promise<OperationSummary | undefined> {
    const [summary] = await summarize(
      database,
      newest(database, sessionId, kind),
    );
    return summary;
  }

  async latest(
    sessionId: string,
    kind: OperationKind,
    database = this.#database,
  ): Promise<OperationRecord | undefined> {
    const [operation] = await this.#load(
      database,
      newest(database, sessionId, kind),
    );
    return operation;
  }

  async insert(
    transaction: Knex.Transaction,
    operation: Omit<OperationRecord, 'steps'>,
  ): Promise<void> {
    await transaction('operations').insert(
      operationRows.toRow(operation as Required<OperationRecord>),
    );
  }

  async close(
    transaction: Knex.Transaction,
    id: string,
    error?: ErrorDetails,
  ): Promise<void> {
    await transaction('operations')
      .where({ id })
      .update({
        status: error ? 'FAILED' : 'SUCCEEDED',
        error: error ? JSON.stringify(error) : null,
        ended_at: transaction.fn.now(),
      });
  }

  /** Counts unexpected errors in a row; says how many there are now. */
  async stumble(transaction: Knex.Transaction, id: string): Promise<number> {
    const [row] = await transaction('operations')
      .where({ id })
      .increment('stumbles', 1)
      .returning('stumbles');
    return row.stumbles;
  }

  /** Notes what is in the way of an operation that goes on trying. */
  async note(
    transaction: Knex.Transaction,
    id: string,
    error: ErrorDetails,
  ): Promise<void> {
    await transaction('operations')
      .where({ id, status: 'RUNNING' })
      .update({ error: JSON.stringify(error) });
  }

  /** Forgets the errors before a run that went well. @returns whether there were any */
  async recover(id: string): Promise<boolean> {
    const count = await this.#database('operations')
      .where({ id, status: 'RUNNING' })
      .where(query => query.where('stumbles', '>', 0).orWhereNotNull('error'))
      .update({ stumbles: 0, error: null });
    return count > 0;
  }

  /** Adds steps or changes them, by target and name: what is not given stays as it was. */
  saveSteps(
    transaction: Knex.Transaction,
    operationId: string,
    steps: StepPatch[],
  ): Promise<void> {
    return saveSteps(operationId, steps, transaction);
  }

  async #load(
    database: Knex,
    query: Knex.QueryBuilder,
  ): Promise<OperationRecord[]> {
    const rows: any[] = await query;
    const steps = await this.#stepsOf(
      database,
      rows.map(({ id }) => id),
    );
    return rows.map(row => ({
      ...operationRows.fromRow(row),
      steps: steps.get(row.id)!,
    }));
  }

  async #stepsOf(
    database: Knex,
    ids: string[],
  ): Promise<Map<string, OperationStep[]>> {
    const stepsOf = new Map<string, OperationStep[]>(ids.map(id => [id, []]));
    const rows =
      ids.length === 0
        ? []
        : await database('operation_steps')
            .whereIn('operation_id', ids)
            .orderBy('sequence');
    for (const row of rows) {
      const step = stepRows.fromRow(row);
      stepsOf
        .get(row.operation_id)!
        .push({ ...step, target: step.target || undefined });
    }
    return stepsOf;
  }
}

function newest(database: Knex, sessionId: string, kind: OperationKind) {
  return database('operations')
    .where({ session_id: sessionId, kind })
    .orderBy([
      { column: 'started_at', order: 'desc' },
      { column: 'attempt', order: 'desc' },
    ])
    .limit(1);
}

/** Operations without their steps, newest first: in one statement, for what is looked at most. */
async function summarize(
  database: Knex,
  operations: Knex.QueryBuilder | Knex.Raw,
): Promise<OperationSummary[]> {
  const { rows } = await database.raw(
    `SELECT operation.*, to_jsonb(counted) - 'id' AS progress
     FROM (?) operation
     LEFT JOIN LATERAL (${targetCountsSql(
       'operation_id = operation.id',
     )}) counted ON true
     ORDER BY operation.started_at DESC`,
    [operations],
  );
  return rows.map((row: any) => ({
    ...operationRows.fromRow(row),
    progress: row.progress ?? undefined,
  }));
}
