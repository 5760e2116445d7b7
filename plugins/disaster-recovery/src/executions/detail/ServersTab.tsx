import Typography from '@material-ui/core/Typography';
import type {
  Execution,
  ExecutionServer,
} from '@internal/plugin-disaster-recovery-common';
import { useMemo } from 'react';
import {
  CopyText,
  DataTable,
  Elapsed,
  StatusLabel,
  type DataTableColumn,
} from '../../components';
import { NewOrderNotice, useStableOrder } from '../../live';
import { useWords, type Words } from '../../useWords';

const idOf = (server: ExecutionServer) => server.id;

/** Failed first, then what runs, then what waits, then the rest. */
const ORDER = [
  'FAILED',
  'LAUNCHING',
  'WAITING',
  'PENDING',
  'LAUNCHED',
  'TERMINATED',
  'SKIPPED',
  'CANCELLED',
];

function columnsOf(
  t: Words,
  waveNames: ReadonlyMap<number, string>,
): DataTableColumn<ExecutionServer>[] {
  return [
    {
      id: 'name',
      header: t('executions.server.name'),
      width: 110,
      grow: 1,
      render: server => (
        <span title={server.sourceServerId}>
          {server.hostname ?? server.sourceServerId}
        </span>
      ),
    },
    {
      id: 'wave',
      header: t('executions.server.wave'),
      width: 110,
      wideOnly: true,
      render: server =>
        waveNames.get(server.waveNumber) ?? String(server.waveNumber),
    },
    {
      id: 'status',
      header: t('executions.server.status'),
      width: 130,
      grow: 1,
      render: server => (
        <StatusLabel
          kind="server"
          status={server.status}
          detail={
            server.status === 'LAUNCHING' && server.stage
              ? t(`executions.stage.${server.stage}`)
              : undefined
          }
        />
      ),
    },
    {
      id: 'reason',
      header: t('executions.server.reason'),
      width: 190,
      grow: 3,
      render: server => {
        const why = server.reason ?? server.error?.message;
        return why ? (
          <span title={[why, server.error?.reason].filter(Boolean).join('\n')}>
            {why}
            {server.error?.remedy && (
              <Typography
                variant="caption"
                color="textSecondary"
                component="div"
              >
                {t('common.error.remedy', { remedy: server.error.remedy })}
              </Typography>
            )}
          </span>
        ) : (
          t('common.none')
        );
      },
    },
    {
      id: 'instance',
      header: t('executions.server.instance'),
      width: 200,
      wideOnly: true,
      render: server =>
        server.recoveryInstanceId ? (
          <CopyText
            text={server.recoveryInstanceId}
            what={t('executions.server.instance')}
          />
        ) : (
          t('common.none')
        ),
    },
    {
      id: 'duration',
      header: t('executions.server.duration'),
      width: 84,
      wideOnly: true,
      render: server =>
        server.startedAt ? (
          <Elapsed from={server.startedAt} to={server.endedAt} />
        ) : (
          t('common.none')
        ),
    },
    {
      id: 'attempt',
      header: t('executions.server.attempt'),
      width: 72,
      align: 'right',
      wideOnly: true,
      render: server => server.attempt,
    },
  ];
}

/** Every server with its verdict and the reason for it, those that failed first. */
export function ServersTab(props: { execution: Execution }) {
  const t = useWords();
  const { id, servers, waves } = props.execution;
  const names = JSON.stringify(waves.map(wave => [wave.number, wave.name]));
  const columns = useMemo(
    () => columnsOf(t, new Map(JSON.parse(names))),
    [t, names],
  );
  const sorted = useMemo(
    () =>
      [...servers].sort(
        (a, b) =>
          ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
          a.waveNumber - b.waveNumber ||
          (a.hostname ?? a.sourceServerId).localeCompare(
            b.hostname ?? b.sourceServerId,
            undefined,
            { numeric: true },
          ),
      ),
    [servers],
  );
  const order = useStableOrder(sorted, idOf, id);
  return (
    <>
      <NewOrderNotice order={order} />
      <DataTable
        label={t('executions.tabs.servers')}
        columns={columns}
        rows={order.rows}
        idOf={idOf}
      />
    </>
  );
}
