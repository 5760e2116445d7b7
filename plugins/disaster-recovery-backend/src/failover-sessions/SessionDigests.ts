import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import {
  addUpSessions,
  type DigestRow,
  type SessionDigest,
  toDigest,
} from './digestSessions';
import { drawNumber, keep, readChanges, readKept } from './keptDigests';

/** A reader waits for nobody: what cannot be kept at once, the next one adds up again. */
const LOCK_WAIT_MS = 50;
const CHANGES_AT_A_TIME = 10_000;

/**
 * What the instances of sessions add up to, as they are now. It is kept, so that a list adds up only sessions whose instances
 * were written since somebody looked.
 *
 * @remarks
 * Triggers note a change in the transaction that writes instances: a change that is not seen belongs to instances that are not
 * seen either. Each step below is a statement of its own, so that it sees what was committed before it.
 */
export class SessionDigests {
  readonly #database: Knex;
  readonly #logger: LoggerService;

  constructor(options: { database: Knex; logger: LoggerService }) {
    this.#database = options.database;
    this.#logger = options.logger;
  }

  async of(
    sessionIds: string[],
  ): Promise<(sessionId: string) => SessionDigest> {
    const kept = await readKept(this.#database, sessionIds);
    const outdated = kept.filter(
      ({ digest, changes }) => digest === undefined || changes.length > 0,
    );
    const addedUp = await this.#addUp(outdated);
    const digests = new Map(
      kept.map(({ sessionId, digest }) => [
        sessionId,
        toDigest(addedUp.get(sessionId) ?? digest!),
      ]),
    );
    return sessionId => digests.get(sessionId)!;
  }

  /**
   * Forgets the digests of sessions that have changed, with what was noted of them: for sessions that change and that nobody
   * lists, notes would grow in number without end.
   */
  async forgetChanged(): Promise<void> {
    let found: number;
    let isKept: boolean;
    do {
      const changed = await readChanges(this.#database, CHANGES_AT_A_TIME);
      const changes = changed.flatMap(session => session.changes);
      found = changes.length;
      isKept =
        found > 0 &&
        (await this.#tryToKeep({
          number: await drawNumber(this.#database),
          digests: new Map(
            changed.map(({ sessionId }) => [sessionId, undefined]),
          ),
          changes,
        }));
    } while (isKept && found === CHANGES_AT_A_TIME);
  }

  async #addUp(
    sessions: { sessionId: string; changes: string[] }[],
  ): Promise<Map<string, DigestRow>> {
    if (sessions.length === 0) {
      return new Map();
    }
    const number = await this.#tryTo(() => drawNumber(this.#database));
    const digests = await addUpSessions(
      this.#database,
      sessions.map(({ sessionId }) => sessionId),
    );
    if (number !== undefined) {
      await this.#tryToKeep({
        number,
        digests,
        changes: sessions.flatMap(({ changes }) => changes),
      });
    }
    return digests;
  }

  async #tryToKeep(digests: Parameters<typeof keep>[1]): Promise<boolean> {
    const kept = await this.#tryTo(() =>
      this.#database.transaction(async transaction => {
        await transaction.raw(`SET LOCAL lock_timeout = ${LOCK_WAIT_MS}`);
        await keep(transaction, digests);
        return true;
      }),
    );
    return kept ?? false;
  }

  /** Nobody's list fails because nothing can be written: the database may be full, a standby, or at work on the same rows. */
  async #tryTo<T>(write: () => Promise<T>): Promise<T | undefined> {
    try {
      return await write();
    } catch (error) {
      this.#logger.debug(
        'Digests of sessions could not be kept',
        error as Error,
      );
      return undefined;
    }
  }
}
