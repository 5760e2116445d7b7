import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import type { ExecutionSummary } from '@internal/plugin-disaster-recovery-common';
import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import {
  DataTable,
  LiveContent,
  Section,
  TableSkeleton,
} from '../../components';
import { useExecutionColumns } from '../../executions/list/useExecutionColumns';
import { useLive } from '../../live';
import { executionRouteRef } from '../../routes';
import { useWords } from '../../useWords';

const SHOWN = 10;
const idOf = (execution: ExecutionSummary) => execution.id;

/** The last executions of a plan, newest first. */
export function PlanExecutions(props: { planId: string }) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const path = useRouteRef(executionRouteRef);
  const { planId } = props;
  const columns = useExecutionColumns({ ofOnePlan: true });
  const query = useLive({
    key: ['execution', 'list', 'of-plan', planId],
    fetch: () =>
      api.listExecutions({
        planId,
        limit: SHOWN,
        orderBy: 'createdAt',
        order: 'desc',
      }),
  });
  const open = useCallback(
    (execution: ExecutionSummary) =>
      navigate(path({ executionId: execution.id })),
    [navigate, path],
  );
  return (
    <Section title={t('plans.executions.title')}>
      <LiveContent query={query} skeleton={<TableSkeleton rows={3} />}>
        {page => (
          <DataTable
            label={t('plans.executions.title')}
            columns={columns}
            rows={page.items}
            idOf={idOf}
            onOpen={open}
            empty={t('plans.executions.empty')}
          />
        )}
      </LiveContent>
    </Section>
  );
}
