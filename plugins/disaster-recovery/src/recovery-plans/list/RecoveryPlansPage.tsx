import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  recoveryPlanCreatePermission,
  type RecoveryPlan,
} from '@internal/plugin-disaster-recovery-common';
import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import { EmptyState, PermittedButton } from '../../components';
import {
  GROUP_FILTERS,
  GroupFilters,
  isEmptyList,
  ListPage,
  parseGroupQuery,
  useListQuery,
} from '../../lists';
import { useLive } from '../../live';
import { createRecoveryPlanRouteRef, recoveryPlanRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { usePlanColumns } from './usePlanColumns';

/** Recovery Plans: what can be run, and when each was last tried. */
export function RecoveryPlansPage() {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const planPath = useRouteRef(recoveryPlanRouteRef);
  const createPath = useRouteRef(createRecoveryPlanRouteRef)();
  const state = useListQuery(parseGroupQuery, GROUP_FILTERS);
  const list = useLive({
    key: ['recovery-plan', 'list', state.query],
    fetch: () => api.listRecoveryPlans(state.query),
    keepPrevious: true,
  });
  const isEmpty = isEmptyList(list, state);
  const create = (primary: boolean) => (
    <PermittedButton
      primary={primary}
      permission={recoveryPlanCreatePermission}
      onClick={() => navigate(createPath)}
    >
      {t('plans.create.action')}
    </PermittedButton>
  );
  return (
    <ListPage
      title={t('plans.title')}
      list={list}
      state={state}
      columns={usePlanColumns()}
      pathOf={useCallback(
        (plan: RecoveryPlan) => planPath({ planId: plan.id }),
        [planPath],
      )}
      filters={
        <GroupFilters
          state={state}
          textLabel={t('plans.filters.text')}
          mirroredLabel={t('plans.filters.includeMirrored')}
        />
      }
      actions={!isEmpty && create(false)}
      isEmpty={isEmpty}
      empty={
        <EmptyState
          title={t('plans.empty.title')}
          description={t('plans.empty.description')}
          actions={create(true)}
        />
      }
      noMatch={t('plans.empty.filtered')}
    />
  );
}
