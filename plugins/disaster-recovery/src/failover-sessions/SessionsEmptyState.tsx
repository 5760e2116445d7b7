import { useRouteRef } from '@backstage/core-plugin-api';
import { EmptyState, NavButton } from '../components';
import { recoveryPlansRouteRef } from '../routes';
import { useWords } from '../useWords';

/** Says how a session comes to be, and leads to where one begins. */
export function SessionsEmptyState() {
  const t = useWords();
  const plansPath = useRouteRef(recoveryPlansRouteRef)();
  return (
    <EmptyState
      title={t('sessions.empty.title')}
      description={t('sessions.empty.description')}
      actions={
        <NavButton to={plansPath} primary>
          {t('sessions.empty.plans')}
        </NavButton>
      }
    />
  );
}
