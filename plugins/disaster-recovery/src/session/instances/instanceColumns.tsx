import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import type {
  FailoverSession,
  SessionInstance,
} from '@internal/plugin-disaster-recovery-common';
import { useMemo } from 'react';
import {
  Bytes,
  Lag,
  StatusLabel,
  TimeLeft,
  type DataTableColumn,
} from '../../components';
import { useWords, type Words } from '../../useWords';
import { dataFlow, instanceError, instanceState } from '../instanceState';
import { InstanceProgress } from './InstanceProgress';

const useStyles = makeStyles(
  theme => ({
    name: {
      font: 'inherit',
      color: theme.palette.link ?? theme.palette.primary.main,
      maxWidth: '100%',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      display: 'inline-block',
      verticalAlign: 'baseline',
      textAlign: 'left',
      '&:hover, &:focus-visible': { textDecoration: 'underline' },
    },
  }),
  { name: 'DisasterRecoveryInstanceName' },
);

function InstanceName(props: { instance: SessionInstance; onOpen(): void }) {
  const classes = useStyles();
  const { hostname, recoveryInstanceId } = props.instance;
  return (
    <ButtonBase
      className={classes.name}
      disableRipple
      onClick={event => {
        event.stopPropagation();
        props.onOpen();
      }}
    >
      {hostname ?? recoveryInstanceId}
    </ButtonBase>
  );
}

function roleWords(instance: SessionInstance, t: Words): string {
  const { waveName, protectionGroupName } = instance;
  if (waveName && protectionGroupName) {
    return t('session.instances.role', {
      wave: waveName,
      group: protectionGroupName,
    });
  }
  return waveName ?? protectionGroupName ?? t('common.none');
}

/** What an instance is doing beside its state: the step it is in, or why it failed. */
function doing(instance: SessionInstance, t: Words): string | undefined {
  const error = instanceError(instance);
  if (error) {
    return error.message;
  }
  if (instance.agent.status === 'IN_PROGRESS' && instance.agent.step) {
    return t(`session.agentStep.${instance.agent.step}`);
  }
  return instance.cannotFailBack;
}

// Elsewhere in a session's life nothing can be said of data, or nobody asks.
const WITH_DATA: FailoverSession['status'][] = [
  'CONFIG_MIRRORED',
  'REVERSE_REPLICATING',
  'READY_FOR_FAILBACK',
  'RE_PROTECTING',
  'RE_PROTECTED',
];
const OF_REPLICATION = ['lag', 'backlog', 'left'];

/** The columns of the instances of a session, for where the session is in its life. */
export function useInstanceColumns(
  session: Pick<FailoverSession, 'status' | 'route'>,
  onOpen: (instance: SessionInstance) => void,
): DataTableColumn<SessionInstance>[] {
  const t = useWords();
  const { status, route } = session;
  return useMemo(() => {
    const facts = { status, route };
    const columns: DataTableColumn<SessionInstance>[] = [
      {
        id: 'name',
        header: t('session.instances.name'),
        width: 104,
        grow: 1,
        sortable: true,
        render: instance => (
          <InstanceName instance={instance} onOpen={() => onOpen(instance)} />
        ),
      },
      {
        id: 'role',
        header: t('session.instances.roleHeader'),
        width: 150,
        grow: 1,
        wideOnly: true,
        render: instance => roleWords(instance, t),
      },
      {
        id: 'worst',
        header: t('session.instances.state'),
        width: 104,
        grow: 1,
        sortable: true,
        render: instance => {
          const state = instanceState(instance, facts);
          return (
            <StatusLabel
              kind={state.kind}
              status={state.status as never}
              tone={state.tone}
            />
          );
        },
      },
      {
        id: 'doing',
        header: t('session.instances.doing'),
        width: 140,
        grow: 2,
        render: instance => {
          const words = doing(instance, t);
          return words ? (
            <span title={words}>{words}</span>
          ) : (
            <InstanceProgress instance={instance} session={facts} />
          );
        },
      },
      {
        id: 'lag',
        header: t('session.instances.behind'),
        width: 76,
        align: 'right',
        sortable: true,
        render: instance => (
          <Lag seconds={dataFlow(instance, facts)?.lagSeconds} />
        ),
      },
      {
        id: 'backlog',
        header: t('session.instances.backlog'),
        width: 84,
        align: 'right',
        sortable: true,
        wideOnly: true,
        render: instance => (
          <Bytes bytes={dataFlow(instance, facts)?.backlogBytes} />
        ),
      },
      {
        id: 'left',
        header: t('session.instances.left'),
        width: 128,
        align: 'right',
        sortable: true,
        wideOnly: true,
        render: instance => (
          <TimeLeft until={dataFlow(instance, facts)?.etaAt} />
        ),
      },
    ];
    return WITH_DATA.includes(status)
      ? columns
      : columns.filter(column => !OF_REPLICATION.includes(column.id));
  }, [t, status, route, onOpen]);
}
