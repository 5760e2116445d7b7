import { waitFor } from '../../waitFor.mjs';
import { IS_OPEN } from '../openIntents.mjs';
import { SCHEMA } from './openDatabase.mjs';

/**
 * The thing whose run wrote down the newest intent that is still open, and the number of that run; without such an intent,
 * the thing that was run last.
 */
export async function ownedThing({ database }) {
  const [thing] = await database.query(
    `SELECT f.kind, f.id, f.fence, i.key FROM ${SCHEMA}.engine_fences f
       LEFT JOIN ${SCHEMA}.intents i ON f.kind = i.kind AND f.id = i.thing_id AND ${IS_OPEN}
      ORDER BY i.updated_at DESC NULLS LAST, f.run_at DESC LIMIT 1`,
  );
  return thing;
}

/** Waits until another run of the thing has begun. @returns the seconds since `from` */
export async function untilTakenOver({ database }, thing, from) {
  await waitFor(
    async () => {
      const rows = await database.query(
        `SELECT 1 FROM ${SCHEMA}.engine_fences WHERE kind = $1 AND id = $2 AND fence = $3`,
        [thing.kind, thing.id, thing.fence],
      );
      return rows.length === 0;
    },
    { seconds: 120, every: 50, what: `Another run of ${thing.kind}` },
  );
  return (Date.now() - from) / 1000;
}

/** Waits until an intent is settled or done by whoever took over. */
export function untilClosed({ database }, thing) {
  return waitFor(
    async () => {
      const rows = await database.query(
        `SELECT 1 FROM ${SCHEMA}.intents WHERE kind = $1 AND thing_id = $2 AND key = $3 AND ${IS_OPEN}`,
        [thing.kind, thing.id, thing.key],
      );
      return rows.length === 0;
    },
    { seconds: 180, every: 100, what: `An end of the intent ${thing.key}` },
  );
}
