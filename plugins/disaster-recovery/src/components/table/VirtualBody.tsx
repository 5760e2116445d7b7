import { useVirtualizer } from '@tanstack/react-virtual';
import { BodyRow } from './BodyRow';
import type { DataTableColumn } from './types';
import { useTableStyles } from './useTableStyles';

/** All rows are this high, in pixels, so that nothing has to be measured. */
const ROW_HEIGHT = 44;

/** The rows that can be seen, and a few around them. */
export function VirtualBody<T>(props: {
  scroller: HTMLDivElement | null;
  columns: readonly DataTableColumn<T>[];
  rows: readonly T[];
  idOf(row: T): string;
  onOpen?(row: T): void;
  selectedId?: string;
}) {
  const classes = useTableStyles();
  const { scroller, columns, rows, idOf, onOpen, selectedId } = props;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    overscan: 4,
  });
  return (
    <div
      role="rowgroup"
      className={classes.body}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(item => {
        const row = rows[item.index];
        const id = idOf(row);
        return (
          <BodyRow
            key={id}
            row={row}
            index={item.index}
            columns={columns}
            selected={selectedId === id}
            onOpen={onOpen}
            offset={item.start}
            height={ROW_HEIGHT}
          />
        );
      })}
    </div>
  );
}
