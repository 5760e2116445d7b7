import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { useWords } from '../../useWords';
import { BodyRow } from './BodyRow';
import { HeaderRow } from './HeaderRow';
import { VirtualBody } from './VirtualBody';
import { leastWidth, type DataTableColumn, type TableSort } from './types';
import { useFittingColumns } from './useFittingColumns';
import { useTableStyles } from './useTableStyles';

/** Above this many rows only those that can be seen are drawn, at a fixed height. */
export const VIRTUAL_ABOVE = 60;

/** What scrolls must be reachable by keyboard, to be scrolled by it. */
const KEYBOARD_SCROLLING = { role: 'region', tabIndex: 0 };

export interface DataTableProps<T> {
  /** What it is a table of, for screen readers. */
  label: string;
  /** Must be the same array between renders, or every row is drawn again. */
  columns: readonly DataTableColumn<T>[];
  rows: readonly T[];
  idOf(row: T): string;
  /** Opens a row, on a click anywhere in it. The first column must offer the same by keyboard. Keep it stable. */
  onOpen?(row: T): void;
  selectedId?: string;
  sort?: TableSort;
  onSort?(column: string): void;
  /** Shown in place of rows. */
  empty?: string;
}

/** A table for a few rows or for thousands, with the semantics of a table either way. */
export function DataTable<T>(props: DataTableProps<T>) {
  const classes = useTableStyles();
  const t = useWords();
  // Kept as state: the rows below can only be laid out once it is there.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const { rows, idOf, selectedId, onOpen } = props;

  const columns = useFittingColumns(scroller, props.columns);
  const virtual = rows.length > VIRTUAL_ABOVE;

  return (
    <div
      ref={setScroller}
      {...KEYBOARD_SCROLLING}
      aria-label={t('common.table.scrollRegion', { label: props.label })}
      className={classes.scroller}
      style={virtual ? { height: '68vh', minHeight: 320 } : undefined}
    >
      <div
        role="table"
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        style={{ minWidth: leastWidth(columns) }}
      >
        <HeaderRow columns={columns} sort={props.sort} onSort={props.onSort} />
        {virtual ? (
          <VirtualBody
            scroller={scroller}
            columns={columns}
            rows={rows}
            idOf={idOf}
            onOpen={onOpen}
            selectedId={selectedId}
          />
        ) : (
          <div role="rowgroup">
            {rows.map((row, index) => (
              <BodyRow
                key={idOf(row)}
                row={row}
                index={index}
                columns={columns}
                selected={selectedId === idOf(row)}
                onOpen={onOpen}
              />
            ))}
            {rows.length === 0 && (
              <div role="row" className={classes.row}>
                <div role="cell">
                  <Typography variant="body2" color="textSecondary">
                    {props.empty ?? t('common.table.empty')}
                  </Typography>
                </div>
              </div>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
