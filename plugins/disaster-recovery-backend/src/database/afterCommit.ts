import type { Knex } from 'knex';

/** Does something when a transaction has committed, and nothing when it has not; at once where there is no transaction. */
export function afterCommit(database: Knex, work: () => void): void {
  if (database.isTransaction) {
    (database as Knex.Transaction).executionPromise.then(work, () => {});
  } else {
    work();
  }
}
