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
  /** Left out where the table has no room for every column. */
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
