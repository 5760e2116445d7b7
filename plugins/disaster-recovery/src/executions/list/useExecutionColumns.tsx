import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { ExecutionSummary } from '@internal/plugin-disaster-recovery-common';
import { useMemo } from 'react';
import {
  Elapsed,
  Principal,
  RegionRoute,
  RelativeTime,
  StatusLabel,
  type DataTableColumn,
} from '../../components';
import { executionRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { ServerTallyBar } from '../ServerTallyBar';

/** The columns of a list of executions; of one plan, they are known by what they were instead of by its name. */
export function useExecutionColumns(
  options: { ofOnePlan?: boolean } = {},
): DataTableColumn<ExecutionSummary>[] {
  const t = useWords();
  const path = useRouteRef(executionRouteRef);
  const { ofOnePlan = false } = options;
  return useMemo(() => {
    const typeOf = (execution: ExecutionSummary) =>
      t(
        `executions.type.${execution.purpose}.${execution.executionType}` as const,
      );
    const columns: DataTableColumn<ExecutionSummary>[] = [
      {
        id: 'planName',
        header: ofOnePlan
          ? t('executions.columns.type')
          : t('executions.columns.plan'),
        width: 110,
        grow: 2,
        sortable: true,
        render: execution => (
          <>
            <Link
              to={path({ executionId: execution.id })}
              onClick={event => event.stopPropagation()}
            >
              {ofOnePlan ? typeOf(execution) : execution.planName}
            </Link>
            {!ofOnePlan && (
              <Typography
                variant="caption"
                color="textSecondary"
                component="div"
              >
                {typeOf(execution)}
              </Typography>
            )}
          </>
        ),
      },
      {
        id: 'regions',
        header: t('executions.columns.regions'),
        width: 164,
        wideOnly: true,
        render: execution => (
          <RegionRoute from={execution.sourceRegion} to={execution.region} />
        ),
      },
      {
        id: 'status',
        header: t('executions.columns.status'),
        width: 130,
        sortable: true,
        render: execution => (
          <StatusLabel kind="execution" status={execution.status} />
        ),
      },
      {
        id: 'servers',
        header: t('executions.columns.servers'),
        width: 190,
        grow: 1,
        render: execution => (
          <ServerTallyBar
            label={t('executions.tally.label', { name: execution.planName })}
            counts={execution.serverCounts}
          />
        ),
      },
      {
        id: 'createdAt',
        header: t('executions.columns.started'),
        width: 84,
        wideOnly: true,
        sortable: true,
        render: execution => <RelativeTime at={execution.createdAt} />,
      },
      {
        id: 'duration',
        header: t('executions.columns.duration'),
        width: 66,
        wideOnly: true,
        render: execution => (
          <Elapsed
            from={execution.startedAt ?? execution.createdAt}
            to={execution.endedAt}
          />
        ),
      },
      {
        id: 'requestedBy',
        header: t('executions.columns.requestedBy'),
        width: 70,
        grow: 1,
        wideOnly: true,
        render: execution => <Principal principal={execution.requestedBy} />,
      },
    ];
    return ofOnePlan ? columns.filter(column => column.id !== 'type') : columns;
  }, [t, path, ofOnePlan]);
}
