import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  failoverSessionAdoptPermission,
  type FailoverSessionSummary,
} from '@internal/plugin-disaster-recovery-common';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../api';
import {
  DataTable,
  LiveContent,
  PageHeading,
  Pager,
  PermittedButton,
  TableSkeleton,
} from '../components';
import { NewOrderNotice, StaleMark, useLive, useStableOrder } from '../live';
import { sessionRouteRef } from '../routes';
import { attentionTab } from '../session/attentionTab';
import { useWords } from '../useWords';
import { AdoptDialog } from './AdoptDialog';
import { SessionFilters } from './SessionFilters';
import { firstTabWithSessions, SessionTabs } from './SessionTabs';
import { SessionsEmptyState } from './SessionsEmptyState';
import { useSessionColumns } from './sessionColumns';
import { PAGE_SIZE, useSessionQuery } from './useSessionQuery';

const idOf = (session: FailoverSessionSummary) => session.id;
const NO_SESSIONS: FailoverSessionSummary[] = [];

/** Failover Sessions: first what needs a human, then the rest. */
export function FailoverSessionsPage() {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const sessionPath = useRouteRef(sessionRouteRef);
  const columns = useSessionColumns();
  const [adopting, setAdopting] = useState(false);
  const { query, pages, isFiltered, change, selectTab, clear } =
    useSessionQuery();

  // Which tab to open without being told one is known only after the first answer.
  const overview = useLive({
    key: ['failover-session', 'list', 'overview', { ...query, limit: 1 }],
    fetch: () => api.listSessions({ ...query, tab: undefined, limit: 1 }),
    enabled: query.tab === undefined,
  });
  const tab =
    query.tab ?? (overview.data && firstTabWithSessions(overview.data.counts));
  const list = useLive({
    key: ['failover-session', 'list', { ...query, tab }],
    fetch: () => api.listSessions({ ...query, tab }),
    enabled: tab !== undefined,
    keepPrevious: true,
  });

  const order = useStableOrder(
    list.data?.items ?? NO_SESSIONS,
    idOf,
    JSON.stringify({ ...query, tab, placeholder: list.isPlaceholderData }),
  );
  const open = useCallback(
    (session: FailoverSessionSummary) =>
      navigate(
        `${sessionPath({ sessionId: session.id })}${attentionTab(session)}`,
      ),
    [navigate, sessionPath],
  );
  const sort = (column: string) =>
    change({
      orderBy: column,
      order:
        query.orderBy === column && query.order === 'desc' ? 'asc' : 'desc',
    });

  return (
    <>
      <PageHeading
        top
        title={t('sessions.title')}
        subtitle={
          <>
            <StaleMark query={list} /> <NewOrderNotice order={order} />
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
      />
      <LiveContent
        query={overview.isError && !list.data ? overview : list}
        skeleton={<TableSkeleton rows={8} />}
      >
        {page => {
          const { counts } = page as NonNullable<typeof list.data>;
          const known = Object.values(counts).reduce((a, b) => a + b, 0);
          return known === 0 && !isFiltered ? (
            <SessionsEmptyState />
          ) : (
            <>
              <SessionTabs
                selected={tab ?? 'needsYou'}
                counts={counts}
                onSelect={selectTab}
              />
              <SessionFilters
                query={query}
                isFiltered={isFiltered}
                onChange={change}
                onClear={clear}
              />
              <DataTable
                label={t('sessions.title')}
                columns={columns}
                rows={order.rows}
                idOf={idOf}
                onOpen={open}
                sort={{ column: query.orderBy!, direction: query.order! }}
                onSort={sort}
                empty={
                  isFiltered
                    ? t('sessions.empty.filtered')
                    : t(`sessions.empty.tab.${tab ?? 'needsYou'}`)
                }
              />
              <Pager
                pages={pages}
                pageSize={PAGE_SIZE}
                shown={order.rows.length}
                total={list.data?.totalItems ?? 0}
                nextCursor={list.data?.nextCursor}
                onPages={after => change({ after })}
              />
            </>
          );
        }}
      </LiveContent>
      <AdoptDialog open={adopting} onClose={() => setAdopting(false)} />
    </>
  );
}
