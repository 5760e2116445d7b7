import { useRouteRef } from '@backstage/core-plugin-api';
import { useParams } from 'react-router-dom';
import {
  LiveContent,
  NavButton,
  PageHeading,
  RegionRoute,
  StatusLabel,
} from '../components';
import { sessionRouteRef } from '../routes';
import { sessionStatusDetail } from '../session/sessionStatusDetail';
import { useSession } from '../session/useSession';
import { useWords } from '../useWords';
import { CleanupDone } from './CleanupDone';
import { CleanupPlanView } from './CleanupPlanView';
import { CleanupRunning } from './CleanupRunning';

/** Cleanup of the recovery region: the plan in order with what stays and why, its confirmation, and its progress. */
export function CleanupPage() {
  const t = useWords();
  const { sessionId = '' } = useParams();
  const query = useSession(sessionId);
  const sessionPath = useRouteRef(sessionRouteRef);
  return (
    <LiveContent query={query}>
      {session => (
        <>
          <PageHeading
            title={t('cleanup.title', { name: session.name })}
            subtitle={t('cleanup.subtitle', {
              region: session.recoveryRegion,
            })}
            aside={
              <>
                <RegionRoute
                  from={session.sourceRegion}
                  to={session.recoveryRegion}
                />
                <StatusLabel
                  kind="session"
                  status={session.status}
                  {...sessionStatusDetail(session, t)}
                />
              </>
            }
            actions={
              <NavButton to={sessionPath({ sessionId })}>
                {t('wizard.toSession')}
              </NavButton>
            }
          />
          {session.status === 'CLEANUP_COMPLETE' && (
            <CleanupDone session={session} />
          )}
          {session.currentOperation?.kind === 'cleanup' && (
            <CleanupRunning session={session} />
          )}
          {session.status !== 'CLEANUP_COMPLETE' &&
            session.currentOperation?.kind !== 'cleanup' && (
              <CleanupPlanView session={session} />
            )}
        </>
      )}
    </LiveContent>
  );
}
