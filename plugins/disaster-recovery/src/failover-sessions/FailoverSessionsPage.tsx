import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  failoverSessionAdoptPermission,
  type FailoverSessionSummary,
} from '@internal/plugin-disaster-recovery-common';
import { useCallback, useState } from 'react';
import { disasterRecoveryApiRef } from '../api';
import { PermittedButton } from '../components';
import { ListPage, useListQuery } from '../lists';
import { useLive } from '../live';
import { sessionRouteRef } from '../routes';
import { attentionTab } from '../session/attentionTab';
import { useWords } from '../useWords';
import { AdoptDialog } from './AdoptDialog';
import { parseSessionQuery, SESSION_FILTERS } from './parseSessionQuery';
import { useSessionColumns } from './sessionColumns';
import { SessionFilters } from './SessionFilters';
import { firstTabWithSessions, SessionTabs } from './SessionTabs';
import { SessionsEmptyState } from './SessionsEmptyState';

/** Failover Sessions: first what needs a human, then the rest. */
export function FailoverSessionsPage() {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const sessionPath = useRouteRef(sessionRouteRef);
  const [adopting, setAdopting] = useState(false);
  const state = useListQuery(parseSessionQuery, SESSION_FILTERS);
  const { query, isFiltered, change } = state;

  // Which tab to open without being told one is known only after the first answer.
  const overview = useLive({
    key: ['failover-session', 'list', 'overview', { ...query, limit: 1 }],
    fetch: () => api.listSessions({ ...query, tab: undefined, limit: 1 }),
    enabled: query.tab === undefined,
  });
  const tab =
    query.tab ?? (overview.data && firstTabWithSessions(overview.data.counts));
  const asked = { ...query, tab };
  const list = useLive({
    key: ['failover-session', 'list', asked],
    fetch: () => api.listSessions(asked),
    enabled: tab !== undefined,
    keepPrevious: true,
  });
  const counts = list.data?.counts;
  const isEmpty =
    counts !== undefined &&
    !isFiltered &&
    Object.values(counts).every(count => count === 0);

  return (
    <>
      <ListPage
        title={t('sessions.title')}
        list={overview.isError && !list.data ? overview : list}
        state={{ ...state, query: asked }}
        columns={useSessionColumns()}
        pathOf={useCallback(
          (session: FailoverSessionSummary) =>
            `${sessionPath({ sessionId: session.id })}${attentionTab(session)}`,
          [sessionPath],
        )}
        filters={
          <>
            {counts && (
              <SessionTabs
                selected={tab ?? 'needsYou'}
                counts={counts}
                onSelect={selected => change({ tab: selected })}
              />
            )}
            <SessionFilters state={state} />
          </>
        }
        actions={
          <PermittedButton
            permission={failoverSessionAdoptPermission}
            onClick={() => setAdopting(true)}
          >
            {t('sessions.adopt.action')}
          </PermittedButton>
        }
        isEmpty={isEmpty}
        empty={<SessionsEmptyState />}
        noMatch={
          isFiltered
            ? t('sessions.empty.filtered')
            : t(`sessions.empty.tab.${tab ?? 'needsYou'}`)
        }
      />
      <AdoptDialog open={adopting} onClose={() => setAdopting(false)} />
    </>
  );
}
