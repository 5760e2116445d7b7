import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type {
  ExecutionStatus,
  RecoveryPlan,
} from '@internal/plugin-disaster-recovery-common';
import { useMemo } from 'react';
import {
  EntityLink,
  RegionRoute,
  RelativeTime,
  Status,
  StatusLabel,
  type DataTableColumn,
} from '../../components';
import { executionRouteRef, recoveryPlanRouteRef } from '../../routes';
import { useWords } from '../../useWords';

/** The columns of the list of Recovery Plans. */
export function usePlanColumns(): DataTableColumn<RecoveryPlan>[] {
  const t = useWords();
  const planPath = useRouteRef(recoveryPlanRouteRef);
  const executionPath = useRouteRef(executionRouteRef);
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('plans.columns.name'),
        width: 110,
        grow: 2,
        sortable: true,
        render: plan => (
          <>
            <Link
              to={planPath({ planId: plan.id })}
              onClick={event => event.stopPropagation()}
            >
              {plan.name}
            </Link>
            {(plan.mirrorOf || plan.description) && (
              <Typography
                variant="caption"
                color="textSecondary"
                component="div"
                noWrap
                title={plan.description}
              >
                {plan.mirrorOf ? t('groups.mirrored') : plan.description}
              </Typography>
            )}
          </>
        ),
      },
      {
        id: 'regions',
        header: t('plans.columns.regions'),
        width: 164,
        wideOnly: true,
        render: plan => (
          <RegionRoute from={plan.sourceRegion} to={plan.region} />
        ),
      },
      {
        id: 'size',
        header: t('plans.columns.size'),
        width: 104,
        grow: 1.3,
        render: plan =>
          t('plans.size', {
            waves: t('plans.waveCount', { count: plan.waves.length }),
            servers: t('plans.serverCount', { count: plan.serverCount }),
          }),
      },
      {
        id: 'lastExecution',
        header: t('plans.columns.lastExecution'),
        width: 140,
        grow: 2,
        render: plan =>
          plan.lastExecution ? (
            <Link
              to={executionPath({ executionId: plan.lastExecution.id })}
              onClick={event => event.stopPropagation()}
            >
              <StatusLabel
                kind="execution"
                status={plan.lastExecution.status as ExecutionStatus}
              />{' '}
              <RelativeTime at={plan.lastExecution.startedAt} />
            </Link>
          ) : (
            t('plans.neverRun')
          ),
      },
      {
        id: 'lastDrill',
        header: t('plans.columns.lastDrill'),
        width: 84,
        render: plan =>
          plan.lastDrillAt ? (
            <RelativeTime at={plan.lastDrillAt} />
          ) : (
            <Status tone="warning">{t('plans.neverDrilled')}</Status>
          ),
      },
      {
        id: 'owner',
        header: t('plans.columns.owner'),
        width: 96,
        grow: 1,
        wideOnly: true,
        render: plan => <EntityLink entityRef={plan.owner} />,
      },
    ],
    [t, planPath, executionPath],
  );
}
