import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  recoveryPlanCreatePermission,
  type RecoveryPlan,
} from '@internal/plugin-disaster-recovery-common';
import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import {
  DataTable,
  EmptyState,
  LiveContent,
  PageHeading,
  Pager,
  PermittedButton,
  TableSkeleton,
} from '../../components';
import {
  GROUP_FILTERS,
  GroupFilters,
  PAGE_SIZE,
  parseGroupQuery,
  useListQuery,
} from '../../lists';
import { NewOrderNotice, StaleMark, useLive, useStableOrder } from '../../live';
import { createRecoveryPlanRouteRef, recoveryPlanRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { usePlanColumns } from './usePlanColumns';

const idOf = (plan: RecoveryPlan) => plan.id;
const NO_PLANS: RecoveryPlan[] = [];

/** Recovery Plans: what can be run, and when each was last tried. */
export function RecoveryPlansPage() {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const planPath = useRouteRef(recoveryPlanRouteRef);
  const createPath = useRouteRef(createRecoveryPlanRouteRef)();
  const columns = usePlanColumns();
  const { query, pages, isFiltered, change, clear, sort } = useListQuery(
    parseGroupQuery,
    GROUP_FILTERS,
  );
  const list = useLive({
    key: ['recovery-plan', 'list', query],
    fetch: () => api.listRecoveryPlans(query),
    keepPrevious: true,
  });
  const order = useStableOrder(
    list.data?.items ?? NO_PLANS,
    idOf,
    JSON.stringify({ ...query, placeholder: list.isPlaceholderData }),
  );
  const open = useCallback(
    (plan: RecoveryPlan) => navigate(planPath({ planId: plan.id })),
    [navigate, planPath],
  );
  const create = (primary: boolean) => (
    <PermittedButton
      primary={primary}
      permission={recoveryPlanCreatePermission}
      onClick={() => navigate(createPath)}
    >
      {t('plans.create.action')}
    </PermittedButton>
  );
  const empty = list.data?.totalItems === 0 && !isFiltered;

  return (
    <>
      <PageHeading
        top
        title={t('plans.title')}
        subtitle={
          <>
            <StaleMark query={list} /> <NewOrderNotice order={order} />
          </>
        }
        actions={!empty && create(false)}
      />
      <LiveContent query={list} skeleton={<TableSkeleton rows={8} />}>
        {page =>
          empty ? (
            <EmptyState
              title={t('plans.empty.title')}
              description={t('plans.empty.description')}
              actions={create(true)}
            />
          ) : (
            <>
              <GroupFilters
                query={query}
                isFiltered={isFiltered}
                textLabel={t('plans.filters.text')}
                mirroredLabel={t('plans.filters.includeMirrored')}
                onChange={change}
                onClear={clear}
              />
              <DataTable
                label={t('plans.title')}
                columns={columns}
                rows={order.rows}
                idOf={idOf}
                onOpen={open}
                sort={{ column: query.orderBy!, direction: query.order! }}
                onSort={sort}
                empty={t('plans.empty.filtered')}
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
