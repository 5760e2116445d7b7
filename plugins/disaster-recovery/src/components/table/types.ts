import type { ReactNode } from 'react';

/** A column of a {@link DataTable}. */
export interface DataTableColumn<T> {
  id: string;
  header: string;
  /** Least width in pixels. */
  width: number;
  /** Share of the room that is left; 0 unless given. */
  grow?: number;
  align?: 'left' | 'right';
  /** May be left out where the table has no room for every column: the first such columns go first. */
  wideOnly?: boolean;
  /** Whether its header sorts; sorting itself is the page's, or the server's. */
  sortable?: boolean;
  render(row: T): ReactNode;
}

export interface TableSort {
  column: string;
  direction: 'asc' | 'desc';
}

/** The widths of the columns as CSS grid tracks. They do not depend on content, so that every row agrees. */
export function gridTracks(
  columns: readonly Pick<DataTableColumn<unknown>, 'width' | 'grow'>[],
): string {
  return columns
    .map(column =>
      column.grow
        ? `minmax(${column.width}px, ${column.grow}fr)`
        : `${column.width}px`,
    )
    .join(' ');
}

const GAP = 8;

/** How wide a table has to be at least for these columns, in pixels, with gaps and edges. */
export function leastWidth(
  columns: readonly Pick<DataTableColumn<unknown>, 'width'>[],
): number {
  return columns.reduce((sum, column) => sum + column.width + GAP, GAP + 2);
}

/** The columns without so many of those that may be left out, the first of them first. */
export function dropColumns<T>(
  columns: readonly DataTableColumn<T>[],
  count: number,
): readonly DataTableColumn<T>[] {
  const dropped = columns.filter(column => column.wideOnly).slice(0, count);
  return columns.filter(column => !dropped.includes(column));
}

/** How many columns have to be left out for a table of this width, in pixels, of those that may be. */
export function countDropped<T>(
  columns: readonly DataTableColumn<T>[],
  width: number,
): number {
  const most = columns.filter(column => column.wideOnly).length;
  let count = 0;
  while (count < most && leastWidth(dropColumns(columns, count)) > width) {
    count += 1;
  }
  return count;
}
