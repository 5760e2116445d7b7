import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { disasterRecoveryApiRef } from '../api';
import { EmptyState, NavButton } from '../components';
import { useLive } from '../live';
import { recoveryPlansRouteRef, runRecoveryPlanRouteRef } from '../routes';
import { useWords } from '../useWords';

/** Says how a session comes to be, leads to where one begins, and to a drill that changes nothing for anybody. */
export function SessionsEmptyState() {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const plansPath = useRouteRef(recoveryPlansRouteRef)();
  const runPath = useRouteRef(runRecoveryPlanRouteRef);
  const { data } = useLive({
    key: ['recovery-plan', 'list', 'to-try'],
    fetch: () => api.listRecoveryPlans({ limit: 1, orderBy: 'name' }),
  });
  const plan = data?.items.at(0);
  return (
    <EmptyState
      title={t('sessions.empty.title')}
      description={t('sessions.empty.description')}
      actions={
        <>
          <NavButton to={plansPath} primary>
            {t('sessions.empty.plans')}
          </NavButton>
          {plan && (
            <NavButton to={`${runPath({ planId: plan.id })}?type=DRILL`}>
              {t('sessions.empty.drill', { name: plan.name })}
            </NavButton>
          )}
        </>
      }
    />
  );
}
