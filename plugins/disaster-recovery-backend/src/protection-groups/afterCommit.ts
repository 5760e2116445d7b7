import type { Knex } from 'knex';

/** Does something when a transaction has committed, and nothing when it has not. */
export function afterCommit(
  transaction: Knex.Transaction,
  work: () => void,
): void {
  transaction.executionPromise.then(work, () => {});
}
