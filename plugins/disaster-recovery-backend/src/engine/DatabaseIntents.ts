import type { Intent, Intents, IntentSteps } from './types';
import type { Run } from './Run';

// AWS's clock and the portal's may differ; what is looked for is named exactly, so looking further back costs nothing.
const CLOCK_MARGIN_MS = 10 * 60_000;

/** Intents kept in the database, written through the fence of one run. */
export class DatabaseIntents implements Intents {
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  async once<T>(intent: Intent, steps: IntentSteps<T>): Promise<T> {
    const found = await this.#open(intent);
    if (found.done) {
      return found.value as T;
    }
    if (found.openedBefore) {
      const settled = await steps.settle(
        new Date(found.openedBefore.getTime() - CLOCK_MARGIN_MS),
      );
      if (settled !== undefined) {
        await this.#close(intent, settled);
        return settled;
      }
    }
    let value: T;
    try {
      value = await steps.perform();
    } catch (error) {
      await this.#note(intent, error, steps.outcomeUnknown(error));
      throw error;
    }
    await this.#close(intent, value);
    return value;
  }

  #where(intent: Intent) {
    const { kind, id } = this.#run.key;
    return { kind, thing_id: id, key: intent.key };
  }

  async #open(
    intent: Intent,
  ): Promise<{ done: boolean; value?: unknown; openedBefore?: Date }> {
    return this.#run.transaction(async transaction => {
      const row = await transaction('intents')
        .where(this.#where(intent))
        .forUpdate()
        .first();
      if (row?.status === 'DONE') {
        return { done: true, value: row.result?.value };
      }
      if (row?.status === 'OPEN') {
        await transaction('intents')
          .where(this.#where(intent))
          .update({
            attempts: row.attempts + 1,
            updated_at: transaction.fn.now(),
            thing_ended_at: null,
          });
        return { done: false, openedBefore: row.opened_at };
      }
      const values = {
        operation: intent.operation,
        correlation_id: intent.correlationId ?? null,
        target: JSON.stringify(intent.target),
        status: 'OPEN',
        attempts: (row?.attempts ?? 0) + 1,
        opened_at: transaction.fn.now(),
        updated_at: transaction.fn.now(),
        thing_ended_at: null,
      };
      await transaction('intents')
        .insert({ ...this.#where(intent), ...values })
        .onConflict(['kind', 'thing_id', 'key'])
        .merge(values);
      return { done: false };
    });
  }

  async #close(intent: Intent, value: unknown): Promise<void> {
    await this.#run.transaction(transaction =>
      transaction('intents')
        .where(this.#where(intent))
        .update({
          status: 'DONE',
          result: JSON.stringify({ value }),
          error: null,
          updated_at: transaction.fn.now(),
        }),
    );
  }

  async #note(intent: Intent, error: unknown, open: boolean): Promise<void> {
    await this.#run.transaction(transaction =>
      transaction('intents')
        .where(this.#where(intent))
        .update({
          status: open ? 'OPEN' : 'REFUSED',
          error: error instanceof Error ? error.message : String(error),
          updated_at: transaction.fn.now(),
        }),
    );
  }
}
