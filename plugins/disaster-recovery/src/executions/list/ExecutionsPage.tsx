import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import type { ExecutionSummary } from '@internal/plugin-disaster-recovery-common';
import { useCallback } from 'react';
import { disasterRecoveryApiRef } from '../../api';
import { EmptyState, NavButton } from '../../components';
import { isEmptyList, ListPage, useListQuery } from '../../lists';
import { useLive } from '../../live';
import { executionRouteRef, recoveryPlansRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { ExecutionFilters } from './ExecutionFilters';
import { EXECUTION_FILTERS, parseExecutionQuery } from './parseExecutionQuery';
import { useExecutionColumns } from './useExecutionColumns';

/** Executions: every drill, recovery and failback, newest first. */
export function ExecutionsPage() {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const path = useRouteRef(executionRouteRef);
  const plansPath = useRouteRef(recoveryPlansRouteRef)();
  const state = useListQuery(parseExecutionQuery, EXECUTION_FILTERS);
  const list = useLive({
    key: ['execution', 'list', state.query],
    fetch: () => api.listExecutions(state.query),
    keepPrevious: true,
  });
  return (
    <ListPage
      title={t('executions.title')}
      list={list}
      state={state}
      columns={useExecutionColumns()}
      pathOf={useCallback(
        (execution: ExecutionSummary) => path({ executionId: execution.id }),
        [path],
      )}
      filters={<ExecutionFilters state={state} />}
      isEmpty={isEmptyList(list, state)}
      empty={
        <EmptyState
          title={t('executions.empty.title')}
          description={t('executions.empty.description')}
          actions={
            <NavButton primary to={plansPath}>
              {t('executions.empty.plans')}
            </NavButton>
          }
        />
      }
      noMatch={t('executions.empty.filtered')}
    />
  );
}
