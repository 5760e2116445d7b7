import { useCallback, useRef, useState } from 'react';
import { useIdle } from './useIdle';

const IDLE_MS = 10_000;

/** Rows that keep their places while someone reads. */
export interface StableOrder<T> {
  rows: T[];
  /** Whether the rows would stand in another order by now. */
  hasNewOrder: boolean;
  /** Puts them in that order. */
  applyOrder(): void;
}

/** Places `rows` as `order` has them; new ones come last, in their own order. */
export function keepOrder<T>(
  rows: readonly T[],
  order: readonly string[],
  idOf: (row: T) => string,
): T[] {
  const byId = new Map(rows.map(row => [idOf(row), row]));
  const kept: T[] = [];
  for (const id of order) {
    const row = byId.get(id);
    if (row !== undefined) {
      kept.push(row);
      byId.delete(id);
    }
  }
  return [...kept, ...byId.values()];
}

/**
 * Shows live rows without letting them jump: values change in place, and a new order is applied when the reader asks for
 * it, when nobody reads (10 s without pointer or keys), or when `reason` changes, which says what the reader asked to see
 * (sort, filter, page).
 */
export function useStableOrder<T>(
  wanted: readonly T[],
  idOf: (row: T) => string,
  reason: string,
): StableOrder<T> {
  const idle = useIdle(IDLE_MS);
  const shown = useRef<{ reason: string; order: string[] } | undefined>(
    undefined,
  );
  const [, setAsked] = useState(0);

  if (
    idle ||
    shown.current === undefined ||
    shown.current.reason !== reason ||
    shown.current.order.length === 0
  ) {
    shown.current = { reason, order: wanted.map(idOf) };
  }
  const rows = keepOrder(wanted, shown.current.order, idOf);
  shown.current.order = rows.map(idOf);

  const applyOrder = useCallback(() => {
    shown.current = undefined;
    setAsked(count => count + 1);
  }, []);

  return {
    rows,
    hasNewOrder: rows.some((row, index) => idOf(row) !== idOf(wanted[index])),
    applyOrder,
  };
}
