import type { UseQueryResult } from '@tanstack/react-query';
import { useCallback, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import {
  DataTable,
  LiveContent,
  PageHeading,
  Pager,
  TableSkeleton,
  type DataTableColumn,
} from '../components';
import { NewOrderNotice, StaleMark, useStableOrder } from '../live';
import { PAGE_SIZE, type ListQuery } from './useListQuery';

/** A page of a list as the API answers it. */
export interface ListAnswer<T> {
  items: T[];
  totalItems: number;
  nextCursor?: string;
}

const NONE: never[] = [];
const idOf = (row: { id: string }) => row.id;

/**
 * A page with a list of things that have a page of their own: filtered, sorted and paged by the server, live, and with the
 * next action where there is nothing yet.
 */
export function ListPage<T extends { id: string }>(props: {
  title: string;
  list: UseQueryResult<ListAnswer<T>>;
  /** What the address says of the list. */
  state: ListQuery;
  /** Must be the same array between renders. */
  columns: DataTableColumn<T>[];
  /** The page of one of them; must be stable. */
  pathOf(row: T): string;
  filters: ReactNode;
  /** What one may do here. */
  actions?: ReactNode;
  /** Whether there is nothing at all. */
  isEmpty: boolean;
  /** Shown then. */
  empty: ReactNode;
  /** Said when nothing matches the filters. */
  noMatch: string;
}) {
  const navigate = useNavigate();
  const { title, list, state, pathOf } = props;
  const { query, pages, change, sort } = state;
  const order = useStableOrder<T>(
    list.data?.items ?? NONE,
    idOf,
    JSON.stringify({ ...query, placeholder: list.isPlaceholderData }),
  );
  const open = useCallback(
    (row: T) => navigate(pathOf(row)),
    [navigate, pathOf],
  );

  return (
    <>
      <PageHeading
        top
        title={title}
        subtitle={
          <>
            <StaleMark query={list} /> <NewOrderNotice order={order} />
          </>
        }
        actions={props.actions}
      />
      <LiveContent query={list} skeleton={<TableSkeleton rows={8} />}>
        {page =>
          props.isEmpty ? (
            props.empty
          ) : (
            <>
              {props.filters}
              <DataTable
                label={title}
                columns={props.columns}
                rows={order.rows}
                idOf={idOf}
                onOpen={open}
                sort={{ column: query.orderBy, direction: query.order }}
                onSort={sort}
                empty={props.noMatch}
              />
              <Pager
                pages={pages}
                pageSize={PAGE_SIZE}
                shown={order.rows.length}
                total={page.totalItems}
                nextCursor={page.nextCursor}
                onPages={after => change({ after })}
              />
            </>
          )
        }
      </LiveContent>
    </>
  );
}
