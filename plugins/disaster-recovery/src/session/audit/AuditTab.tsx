import { useApi } from '@backstage/core-plugin-api';
import type { AuditEvent } from '@internal/plugin-disaster-recovery-common';
import { useMemo, useState } from 'react';
import { disasterRecoveryApiRef } from '../../api';
import {
  CopyText,
  DataTable,
  LiveContent,
  Moment,
  Pager,
  Principal,
  StatusLabel,
  TableSkeleton,
  type DataTableColumn,
} from '../../components';
import { useLive } from '../../live';
import { useWords } from '../../useWords';
import type { SessionTabProps } from '../SessionPage';
import { eventWords } from './eventWords';

const PAGE = 50;
const idOf = (event: AuditEvent) => event.id;

/** The durable record of the session: who did what, when, and how it ended. */
export function AuditTab(props: SessionTabProps) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const [pages, setPages] = useState<string[]>([]);
  const { id } = props.session;
  const events = useLive({
    key: ['failover-session', id, 'events', pages.at(-1)],
    fetch: () =>
      api.listSessionEvents(id, { limit: PAGE, cursor: pages.at(-1) }),
    keepPrevious: true,
  });

  const columns = useMemo<DataTableColumn<AuditEvent>[]>(
    () => [
      {
        id: 'at',
        header: t('session.audit.at'),
        width: 84,
        render: event => <Moment at={event.at} />,
      },
      {
        id: 'actor',
        header: t('session.audit.actor'),
        width: 92,
        render: event => <Principal principal={event.actor} />,
      },
      {
        id: 'outcome',
        header: t('session.audit.outcome'),
        width: 112,
        render: event => <StatusLabel kind="audit" status={event.outcome} />,
      },
      {
        id: 'message',
        header: t('session.audit.message'),
        width: 150,
        grow: 1,
        render: event => (
          <span title={event.error?.message}>{eventWords(event, t)}</span>
        ),
      },
      {
        id: 'correlationId',
        header: t('common.error.correlationId'),
        width: 190,
        wideOnly: true,
        render: event =>
          event.correlationId ? (
            <CopyText
              text={event.correlationId}
              what={t('common.error.correlationId')}
            />
          ) : (
            t('common.none')
          ),
      },
    ],
    [t],
  );

  return (
    <LiveContent query={events} skeleton={<TableSkeleton />}>
      {page => (
        <>
          <DataTable
            label={t('session.tabs.audit')}
            columns={columns}
            rows={page.items}
            idOf={idOf}
          />
          <Pager
            pages={pages}
            pageSize={PAGE}
            shown={page.items.length}
            total={page.totalItems}
            nextCursor={page.nextCursor}
            onPages={setPages}
          />
        </>
      )}
    </LiveContent>
  );
}
