import TableSortLabel from '@material-ui/core/TableSortLabel';
import { gridTracks, type DataTableColumn, type TableSort } from './types';
import { useTableStyles } from './useTableStyles';

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;

/** The names of the columns; those that sort are buttons. */
export function HeaderRow<T>(props: {
  columns: readonly DataTableColumn<T>[];
  sort?: TableSort;
  onSort?(column: string): void;
}) {
  const classes = useTableStyles();
  const { columns, sort, onSort } = props;
  return (
    <div role="rowgroup">
      <div
        role="row"
        aria-rowindex={1}
        className={`${classes.row} ${classes.header}`}
        style={{ gridTemplateColumns: gridTracks(columns) }}
      >
        {columns.map(column => {
          const active = sort?.column === column.id;
          const direction = active ? sort.direction : 'asc';
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-sort={active ? ARIA_SORT[direction] : undefined}
              className={`${classes.cell} ${
                column.align === 'right' ? classes.right : ''
              }`}
            >
              {column.sortable && onSort ? (
                <TableSortLabel
                  className={
                    column.align === 'right'
                      ? classes.sortLabelRight
                      : classes.sortLabel
                  }
                  active={active}
                  direction={direction}
                  onClick={() => onSort(column.id)}
                >
                  {column.header}
                </TableSortLabel>
              ) : (
                column.header
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
