import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  executionStatusSchema,
  executionTypeSchema,
  type ExecutionSummary,
} from '@internal/plugin-disaster-recovery-common';
import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import {
  DataTable,
  EmptyState,
  LiveContent,
  NavButton,
  PageHeading,
  Pager,
  statusWords,
  TableSkeleton,
} from '../../components';
import {
  FilterBar,
  FilterField,
  FilterSelect,
  PAGE_SIZE,
  useListQuery,
} from '../../lists';
import { NewOrderNotice, StaleMark, useLive, useStableOrder } from '../../live';
import { executionRouteRef, recoveryPlansRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { EXECUTION_FILTERS, parseExecutionQuery } from './parseExecutionQuery';
import { useExecutionColumns } from './useExecutionColumns';

const idOf = (execution: ExecutionSummary) => execution.id;
const NO_EXECUTIONS: ExecutionSummary[] = [];

/** Executions: every drill, recovery and failback, newest first. */
export function ExecutionsPage() {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const path = useRouteRef(executionRouteRef);
  const plansPath = useRouteRef(recoveryPlansRouteRef)();
  const columns = useExecutionColumns();
  const { query, pages, isFiltered, change, clear, sort } = useListQuery(
    parseExecutionQuery,
    EXECUTION_FILTERS,
  );
  const list = useLive({
    key: ['execution', 'list', query],
    fetch: () => api.listExecutions(query),
    keepPrevious: true,
  });
  const order = useStableOrder(
    list.data?.items ?? NO_EXECUTIONS,
    idOf,
    JSON.stringify({ ...query, placeholder: list.isPlaceholderData }),
  );
  const open = useCallback(
    (execution: ExecutionSummary) =>
      navigate(path({ executionId: execution.id })),
    [navigate, path],
  );

  return (
    <>
      <PageHeading
        top
        title={t('executions.title')}
        subtitle={
          <>
            <StaleMark query={list} /> <NewOrderNotice order={order} />
          </>
        }
      />
      <LiveContent query={list} skeleton={<TableSkeleton rows={8} />}>
        {page =>
          page.totalItems === 0 && !isFiltered ? (
            <EmptyState
              title={t('executions.empty.title')}
              description={t('executions.empty.description')}
              actions={
                <NavButton primary to={plansPath}>
                  {t('executions.empty.plans')}
                </NavButton>
              }
            />
          ) : (
            <>
              <FilterBar isFiltered={isFiltered} onClear={clear}>
                <FilterField
                  wide
                  label={t('executions.filters.text')}
                  value={query.text}
                  onChange={text => change({ text }, { replace: true })}
                />
                <FilterSelect
                  label={t('common.filters.status')}
                  any={t('common.filters.anyStatus')}
                  options={executionStatusSchema.options}
                  words={status => statusWords('execution', status, t)}
                  value={query.status ?? []}
                  onChange={status => change({ status })}
                />
                <FilterSelect
                  label={t('common.filters.type')}
                  any={t('common.filters.anyType')}
                  options={executionTypeSchema.options}
                  words={type => t(`executions.type.FAILOVER.${type}`)}
                  value={query.executionType ? [query.executionType] : []}
                  onChange={types =>
                    change({
                      executionType: types.find(
                        type => type !== query.executionType,
                      ),
                    })
                  }
                />
              </FilterBar>
              <DataTable
                label={t('executions.title')}
                columns={columns}
                rows={order.rows}
                idOf={idOf}
                onOpen={open}
                sort={{ column: query.orderBy!, direction: query.order! }}
                onSort={sort}
                empty={t('executions.empty.filtered')}
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
