import type { Knex } from 'knex';
import { chunks } from '../chunks';
import type { AgentWork } from './types';

const ROWS_PER_STATEMENT = 1000;

/** Where the agent work on each instance stands, in Postgres. */
export class AgentWorkStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  async listByOperation(operationId: string): Promise<AgentWork[]> {
    return this.#list(this.#database, { operation_id: operationId });
  }

  async listBySession(sessionId: string, database: Knex): Promise<AgentWork[]> {
    return this.#list(database, { session_id: sessionId });
  }

  async save(transaction: Knex.Transaction, works: AgentWork[]): Promise<void> {
    const rows = works.map(work => ({
      session_id: work.sessionId,
      recovery_instance_id: work.recoveryInstanceId,
      operation_id: work.operationId,
      step: work.step,
      outcome: work.outcome ?? null,
      step_started_at: work.stepStartedAt ?? null,
      state: JSON.stringify(work.state),
    }));
    for (const some of chunks(rows, ROWS_PER_STATEMENT)) {
      await transaction('agent_work')
        .insert(some)
        .onConflict(['session_id', 'recovery_instance_id'])
        .merge();
    }
  }

  async #list(
    database: Knex,
    where: Record<string, string>,
  ): Promise<AgentWork[]> {
    const rows = await database('agent_work')
      .where(where)
      .orderBy('recovery_instance_id');
    return rows.map(row => ({
      sessionId: row.session_id,
      recoveryInstanceId: row.recovery_instance_id,
      operationId: row.operation_id,
      step: row.step,
      outcome: row.outcome ?? undefined,
      stepStartedAt: row.step_started_at ?? undefined,
      state: row.state,
    }));
  }
}
