import type { Knex } from 'knex';

/** Tells the time that things in the database are dated by and measured against. */
export interface Clock {
  now(): Date;
}

/** Within this the time that is told stays as it is: it must not jitter with how long an answer takes. */
const TOLERANCE_MS = 100;

/**
 * The database's clock, told without asking it each time.
 *
 * @remarks
 * Replicas share the database and not their machines' clocks, of which one may be wrong or be put right at any moment: what
 * waits would look overdue to it. Between two looks at the database's clock only the time that passes counts, which nobody
 * can set.
 */
export class DatabaseClock implements Clock {
  readonly #database: Knex;
  #time: number;
  #at: number;

  private constructor(database: Knex, time: number, at: number) {
    this.#database = database;
    this.#time = time;
    this.#at = at;
  }

  static async create(database: Knex): Promise<DatabaseClock> {
    return new DatabaseClock(database, await ask(database), performance.now());
  }

  now(): Date {
    return new Date(this.#tell(performance.now()));
  }

  /** Looks at the database's clock: it may have been set, and time that passes does not count while a machine sleeps. */
  async follow(): Promise<void> {
    const askedAt = performance.now();
    const time = await ask(this.#database);
    const heardAt = performance.now();
    if (
      time < this.#tell(askedAt) - TOLERANCE_MS ||
      time > this.#tell(heardAt) + TOLERANCE_MS
    ) {
      this.#time = time;
      this.#at = heardAt;
    }
  }

  #tell(at: number): number {
    return Math.round(this.#time + at - this.#at);
  }
}

async function ask(database: Knex): Promise<number> {
  const { rows } = await database.raw('SELECT clock_timestamp() AS now');
  return rows[0].now.getTime();
}
