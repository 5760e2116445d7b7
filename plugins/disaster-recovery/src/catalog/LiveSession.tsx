import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { disasterRecoveryApiRef } from '../api';
import { StatusLabel } from '../components';
import { useLive } from '../live';
import { sessionRouteRef } from '../routes';
import { sessionStatusDetail } from '../session/sessionStatusDetail';
import { useWords } from '../useWords';

/** The failover session of a group that is not over, with its status; or that there is none. */
export function LiveSession(props: { protectionGroupId: string }) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const sessionPath = useRouteRef(sessionRouteRef);
  const { protectionGroupId } = props;
  const query = useLive({
    key: ['failover-session', 'list', 'live-of', protectionGroupId],
    fetch: () =>
      api.listSessions({
        protectionGroupId,
        orderBy: 'createdAt',
        order: 'desc',
        limit: 10,
      }),
  });
  if (!query.data) {
    return <>{query.isError ? query.error.message : t('common.loading')}</>;
  }
  const live = query.data.items.find(
    session => session.status !== 'CLEANUP_COMPLETE',
  );
  return live ? (
    <>
      <Link to={sessionPath({ sessionId: live.id })}>{live.name}</Link>{' '}
      <StatusLabel
        kind="session"
        status={live.status}
        {...sessionStatusDetail(live, t)}
      />
    </>
  ) : (
    <>{t('catalog.noSession')}</>
  );
}
