import {
  SESSION_STATUS_ORDER,
  type SessionQuery,
  type SessionTab,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { containing } from '../database/containing';
import { cursorText, decodeCursor, encodeCursor } from '../database/cursor';
import { sessionRows } from './rows';
import { IS_UNDER_TAB, TABS_OF_MANY } from './sessionTab';
import type { SessionRecord } from './types';

const STATUS_LIST = SESSION_STATUS_ORDER.map(status => `'${status}'`).join();

/** How a moment becomes a cursor's text, microseconds since 1970, and that a moment again: exactly, and in no time zone. */
const moment = (column: string) => ({
  sql: column,
  toKey: `(extract(epoch FROM ${column}) * 1000000)::bigint`,
  fromKey: "'epoch'::timestamptz + ?::bigint * interval '1 microsecond'",
  key: z.string().regex(/^\d{1,16}$/),
});
const NAME = 'lower(s.name)';
const STATUS = `array_position(ARRAY[${STATUS_LIST}], s.status)`;

/** What each order sorts by, what of it a cursor holds (as `key` says), and how that becomes the same again. */
const ORDERS = {
  createdAt: moment('s.created_at'),
  updatedAt: moment('s.updated_at'),
  name: { sql: NAME, toKey: NAME, fromKey: '?::text', key: cursorText },
  status: {
    sql: STATUS,
    toKey: STATUS,
    fromKey: '?::int',
    key: z.string().regex(/^\d{1,2}$/),
  },
};

/** Shorter text is in the name of about every instance, and no index finds it. */
const SHORTEST_OF_INSTANCES = 3;

/** Whether a text is in a name of an instance, taken literally: the column has a capital letter for each separator. */
const IS_NAMED = "names LIKE translate(lower(?), '-._', 'XYZ')";

const COLUMNS = sessionRows.columns.map(column => `s.${column}`);

/** The columns that permission rules translate to. */
export const SESSION_ACCESS_COLUMNS = {
  id: 's.id',
  owner: 's.owner',
  accountId: 's.account_id',
  regions: ['s.source_region', 's.recovery_region'],
  status: 's.status',
};

function filter(query: SessionQuery, builder: Knex.QueryBuilder): void {
  const { status, region, owner, entityRef, protectionGroupId, text } = query;
  if (status !== undefined) {
    builder.whereIn('s.status', [status].flat());
  }
  if (region) {
    builder.whereRaw('? IN (s.source_region, s.recovery_region)', [region]);
  }
  if (owner) {
    builder.where('s.owner', owner);
  }
  if (entityRef) {
    builder.where('s.entity_ref', entityRef);
  }
  if (protectionGroupId) {
    const held = JSON.stringify([protectionGroupId]);
    builder.whereRaw(
      '(s.original_protection_group_ids @> ?::jsonb OR s.mirrored_protection_group_ids @> ?::jsonb)',
      [held, held],
    );
  }
  if (text) {
    builder.whereRaw('s.id IN (SELECT id FROM found)');
  }
}

/** The sessions that a text finds: by their own names, or by those of an instance. */
function find(text: string, database: Knex): Knex.QueryBuilder {
  const like = containing(text);
  const found = database('failover_sessions')
    .whereRaw(
      '(name ILIKE :like OR original_recovery_plan_name ILIKE :like OR id = :text)',
      { like, text },
    )
    .select('id');
  return text.length < SHORTEST_OF_INSTANCES
    ? found
    : found.union(
        database('recovery_instances')
          .whereRaw(IS_NAMED, [like])
          .select('session_id'),
      );
}

/** A page of sessions as stored, with the counts of all that match. */
export interface SessionRowPage {
  sessions: SessionRecord[];
  totalItems: number;
  counts: Record<SessionTab, number>;
  nextCursor?: string;
}

const NOTHING: Record<SessionTab, number> = {
  needsYou: 0,
  inProgress: 0,
  ready: 0,
  done: 0,
};

/**
 * Filters, orders, counts and pages in SQL, in one statement. Counting asks every session that matches, but not for its whole row;
 * a page is read in the order of an index where there is one. `narrow` leaves what the caller may read.
 *
 * @returns the `question` that it asks of the database, which tells it apart from others, and `read`, to ask it once
 */
export function prepareSessionList(
  database: Knex,
  query: SessionQuery,
  narrow: (builder: Knex.QueryBuilder) => Knex.QueryBuilder,
): { question: string; read: () => Promise<SessionRowPage> } {
  const { tab, cursor, text, limit = 50, order = 'desc' } = query;
  const orderBy = ORDERS[query.orderBy ?? 'createdAt'];
  const matching = () =>
    narrow(
      database({ s: 'failover_sessions' }).modify(builder =>
        filter(query, builder),
      ),
    );
  const counts = matching()
    .joinRaw(TABS_OF_MANY.joins)
    .groupBy('tab')
    .select(
      database.raw(`${TABS_OF_MANY.sql} AS tab`),
      database.raw('count(*)::int AS count'),
    );
  const page = matching()
    .orderByRaw(`${orderBy.sql} ${order}, s.id ${order}`)
    .limit(limit + 1)
    .select('s.id', database.raw(`${orderBy.sql} AS sort_by`));
  if (tab) {
    page.whereRaw(IS_UNDER_TAB, [tab]);
  }
  if (cursor) {
    const after = decodeCursor(
      cursor,
      z.object({ key: orderBy.key, id: cursorText }),
    );
    page.whereRaw(
      `(${orderBy.sql}, s.id) ${order === 'asc' ? '>' : '<'} (${
        orderBy.fromKey
      }, ?)`,
      [after.key, after.id],
    );
  }
  const statement: Knex.QueryBuilder = database
    .queryBuilder()
    .modify(builder => {
      if (text) {
        // Searched for once, though both of the others ask.
        builder.withMaterialized('found', find(text, database));
      }
    })
    .with('counts', counts)
    .with('page', page)
    // The counts are there even when the page is empty.
    .from(
      database('counts')
        .select({ counts: database.raw('jsonb_object_agg(tab, count)') })
        .as('counted'),
    )
    .leftJoin('page', database.raw('true'))
    .leftJoin({ s: 'failover_sessions' }, 's.id', 'page.id')
    .orderByRaw(`page.sort_by ${order}, page.id ${order}`)
    .select('counted.counts', ...COLUMNS)
    .select(database.raw(`(${orderBy.toKey})::text AS sort_key`));
  return {
    question: statement.toQuery(),
    read: async () => toPage(await statement, { tab, limit }),
  };
}

function toPage(
  rows: any[],
  { tab, limit }: { tab?: SessionTab; limit: number },
): SessionRowPage {
  const counts: Record<SessionTab, number> = {
    ...NOTHING,
    ...rows[0].counts,
  };
  const found = rows.filter(({ id }) => id !== null);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    sessions: shown.map(sessionRows.fromRow),
    counts,
    totalItems: tab
      ? counts[tab]
      : Object.values(counts).reduce((total, count) => total + count, 0),
    ...(found.length > limit && {
      nextCursor: encodeCursor({ key: last.sort_key, id: last.id }),
    }),
  };
}
