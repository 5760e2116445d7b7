import { useApi } from '@backstage/core-plugin-api';
import type {
  Execution,
  JobLogEntry,
} from '@internal/plugin-disaster-recovery-common';
import Typography from '@material-ui/core/Typography';
import { useMemo } from 'react';
import { disasterRecoveryApiRef } from '../../api';
import {
  CopyButton,
  CopyText,
  DataTable,
  LiveContent,
  Moment,
  Status,
  TableSkeleton,
  type DataTableColumn,
} from '../../components';
import { useLive } from '../../live';
import { useWords } from '../../useWords';

/** An entry with its place in the log, which is all that tells two alike apart. */
type NumberedEntry = JobLogEntry & { number: number };

const idOf = (entry: NumberedEntry) => String(entry.number);

/** The log of the execution's DRS jobs, newest entry first. */
export function JobLogTab(props: { execution: Execution }) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const { id, servers } = props.execution;
  const query = useLive({
    key: ['execution', id, 'job-log'],
    fetch: () => api.getJobLog(id),
  });
  const hostnames = JSON.stringify(
    servers.map(server => [server.sourceServerId, server.hostname]),
  );
  const columns = useMemo<DataTableColumn<NumberedEntry>[]>(() => {
    const names = new Map<string, string | null>(JSON.parse(hostnames));
    return [
      {
        id: 'at',
        header: t('executions.log.at'),
        width: 96,
        render: entry => <Moment at={entry.at} />,
      },
      {
        id: 'event',
        header: t('executions.log.event'),
        width: 220,
        grow: 2,
        render: entry => (
          <Status tone={entry.error ? 'error' : 'info'}>
            <span title={entry.error}>{entry.error ?? entry.event}</span>
          </Status>
        ),
      },
      {
        id: 'server',
        header: t('executions.log.server'),
        width: 130,
        grow: 1,
        render: entry =>
          names.get(entry.sourceServerId ?? '') ??
          entry.sourceServerId ??
          t('common.none'),
      },
      {
        id: 'instance',
        header: t('executions.server.instance'),
        width: 200,
        wideOnly: true,
        render: entry => entry.targetInstanceId ?? t('common.none'),
      },
      {
        id: 'job',
        header: t('executions.log.job'),
        width: 240,
        wideOnly: true,
        render: entry => (
          <CopyText text={entry.jobId} what={t('executions.log.job')} />
        ),
      },
    ];
  }, [t, hostnames]);
  return (
    <LiveContent query={query} skeleton={<TableSkeleton />}>
      {log => (
        <>
          {log.items.length > 0 && (
            <Typography variant="caption" component="div">
              {t('common.copyAsText')}
              <CopyButton
                what={t('executions.tabs.log')}
                text={log.items
                  .map(entry =>
                    [
                      entry.at,
                      entry.jobId,
                      entry.event,
                      entry.sourceServerId,
                      entry.targetInstanceId,
                      entry.error,
                    ]
                      .filter(Boolean)
                      .join('\t'),
                  )
                  .join('\n')}
              />
            </Typography>
          )}
          <DataTable
            label={t('executions.tabs.log')}
            columns={columns}
            rows={log.items
              .map((entry, number) => ({ ...entry, number }))
              .reverse()}
            idOf={idOf}
            empty={t('executions.log.empty')}
          />
        </>
      )}
    </LiveContent>
  );
}
