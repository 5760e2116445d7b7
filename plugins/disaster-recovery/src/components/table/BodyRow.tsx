import { memo, type ReactElement } from 'react';
import { gridTracks, type DataTableColumn } from './types';
import { useTableStyles } from './useTableStyles';

export interface BodyRowProps<T> {
  row: T;
  /** From 0, among all rows. */
  index: number;
  columns: readonly DataTableColumn<T>[];
  selected: boolean;
  onOpen?(row: T): void;
  /** Where it stands, in pixels from the top, when the table draws only what can be seen. */
  offset?: number;
  height?: number;
}

function PlainBodyRow<T>(props: BodyRowProps<T>) {
  const classes = useTableStyles();
  const { row, index, columns, selected, onOpen, offset, height } = props;
  const virtual = offset !== undefined;
  const names = [
    classes.row,
    onOpen && classes.clickable,
    selected && classes.selected,
    virtual && classes.virtualRow,
  ];
  return (
    // The row's first cell holds the link or button for keyboards; a click anywhere on the row is a convenience.
    <div
      role="row"
      aria-rowindex={index + 2}
      className={names.filter(Boolean).join(' ')}
      style={{
        gridTemplateColumns: gridTracks(columns),
        ...(virtual && { height, transform: `translateY(${offset}px)` }),
      }}
      {...(onOpen && { onClick: () => onOpen(row) })}
    >
      {columns.map(column => (
        <div
          key={column.id}
          role="cell"
          className={`${classes.cell} ${virtual ? classes.virtualCell : ''} ${
            column.align === 'right' ? classes.right : ''
          }`}
        >
          {column.render(row)}
        </div>
      ))}
    </div>
  );
}

/** A row; drawn again only when something of it has changed. */
export const BodyRow = memo(PlainBodyRow) as <T>(
  props: BodyRowProps<T>,
) => ReactElement;
