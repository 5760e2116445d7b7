import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type {
  FailoverSession,
  SessionInstance,
} from '@internal/plugin-disaster-recovery-common';
import { useCallback, useId, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { DataTable, type TableSort } from '../../components';
import { NewOrderNotice, useStableOrder } from '../../live';
import { useWords } from '../../useWords';
import { InstancePanel } from './InstancePanel';
import { useInstanceColumns } from './instanceColumns';
import { sortInstances } from './sortInstances';

/** Below this many a filter is only in the way. */
const FILTER_ABOVE = 8;
const WORST_FIRST: TableSort = { column: 'worst', direction: 'asc' };
const idOf = (instance: SessionInstance) => instance.recoveryInstanceId;

const useStyles = makeStyles(
  theme => ({
    // Within a grid it would be as wide as its widest row otherwise.
    root: { minWidth: 0 },
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(2),
      // There is room for the notice before it appears: the table does not jump under the pointer.
      minHeight: 28,
      margin: theme.spacing(-1, 0, 1),
    },
  }),
  { name: 'DisasterRecoveryInstancesTable' },
);

/** The instances of a session, failed and slowest first, with a side panel for one of them. */
export function InstancesTable(props: { session: FailoverSession }) {
  const classes = useStyles();
  const t = useWords();
  const { session } = props;
  const filterId = useId();
  const [sort, setSort] = useState(WORST_FIRST);
  const [text, setText] = useState('');
  const [search, setSearch] = useSearchParams();
  const selectedId = search.get('instance') ?? undefined;

  const select = useCallback(
    (instance: SessionInstance | undefined) =>
      setSearch(
        before => {
          const after = new URLSearchParams(before);
          after.delete('instance');
          if (instance) {
            after.set('instance', instance.recoveryInstanceId);
          }
          return after;
        },
        // The way back closes a panel that was opened; one that was closed stays closed.
        { replace: instance === undefined },
      ),
    [setSearch],
  );
  const columns = useInstanceColumns(session, select);
  const wanted = useMemo(
    () => sortInstances(session, sort, text),
    [session, sort, text],
  );
  const order = useStableOrder(wanted, idOf, JSON.stringify({ sort, text }));
  const filterable = session.instances.length > FILTER_ABOVE;
  const selected = session.instances.find(
    instance => instance.recoveryInstanceId === selectedId,
  );

  return (
    <div className={classes.root}>
      <div className={classes.bar}>
        {filterable && (
          <TextField
            id={filterId}
            type="search"
            variant="outlined"
            size="small"
            label={t('session.instances.filter')}
            value={text}
            onChange={event => setText(event.target.value)}
          />
        )}
        <NewOrderNotice order={order} />
      </div>
      <DataTable
        label={t('session.tabs.instances')}
        columns={columns}
        rows={order.rows}
        idOf={idOf}
        onOpen={select}
        selectedId={selectedId}
        sort={sort}
        onSort={column =>
          setSort(before => ({
            column,
            direction:
              before.column === column && before.direction === 'asc'
                ? 'desc'
                : 'asc',
          }))
        }
        empty={t('session.instances.noMatch')}
      />
      {selected && (
        <InstancePanel
          session={session}
          instance={selected}
          onClose={() => select(undefined)}
        />
      )}
    </div>
  );
}
