import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { ProtectionGroupSummary } from '@internal/plugin-disaster-recovery-common';
import { useMemo } from 'react';
import {
  EntityLink,
  NamedLinks,
  RegionRoute,
  RelativeTime,
  Status,
  type DataTableColumn,
} from '../../components';
import { protectionGroupRouteRef, recoveryPlanRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { HealthLabel } from '../HealthLabel';

/** The columns of the list of Protection Groups. */
export function useGroupColumns(): DataTableColumn<ProtectionGroupSummary>[] {
  const t = useWords();
  const groupPath = useRouteRef(protectionGroupRouteRef);
  const planPath = useRouteRef(recoveryPlanRouteRef);
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('groups.columns.name'),
        width: 116,
        grow: 2,
        sortable: true,
        render: group => (
          <>
            <Link
              to={groupPath({ groupId: group.id })}
              onClick={event => event.stopPropagation()}
            >
              {group.name}
            </Link>
            {(group.mirrorOf || group.description) && (
              <Typography
                variant="caption"
                color="textSecondary"
                component="div"
                noWrap
                title={group.description}
              >
                {group.mirrorOf ? t('groups.mirrored') : group.description}
              </Typography>
            )}
          </>
        ),
      },
      {
        id: 'regions',
        header: t('groups.columns.regions'),
        width: 164,
        wideOnly: true,
        render: group => (
          <RegionRoute from={group.sourceRegion} to={group.region} />
        ),
      },
      {
        id: 'servers',
        header: t('groups.columns.servers'),
        width: 56,
        align: 'right',
        render: group => group.serverCount,
      },
      {
        id: 'replication',
        header: t('groups.columns.replication'),
        width: 136,
        grow: 1,
        render: group => <HealthLabel group={group} />,
      },
      {
        id: 'drift',
        header: t('groups.columns.drift'),
        width: 128,
        render: group =>
          group.driftedServerCount > 0 ? (
            <Status tone="warning">
              {t('groups.drift.count', { count: group.driftedServerCount })}
            </Status>
          ) : (
            <Status tone="ok">{t('groups.drift.none')}</Status>
          ),
      },
      {
        id: 'captured',
        header: t('groups.columns.captured'),
        width: 106,
        wideOnly: true,
        render: group =>
          group.capturedServerCount < group.serverCount ? (
            <Status tone="warning">
              {t('groups.captured.missing', {
                count: group.serverCount - group.capturedServerCount,
              })}
            </Status>
          ) : (
            group.originCapturedAt && (
              <RelativeTime at={group.originCapturedAt} />
            )
          ),
      },
      {
        id: 'plans',
        header: t('groups.columns.plans'),
        width: 70,
        grow: 1,
        wideOnly: true,
        render: group => (
          <NamedLinks
            links={group.usedByPlans.map(plan => ({
              ...plan,
              to: planPath({ planId: plan.id }),
            }))}
          />
        ),
      },
      {
        id: 'owner',
        header: t('groups.columns.owner'),
        width: 80,
        grow: 1,
        wideOnly: true,
        render: group => <EntityLink entityRef={group.owner} />,
      },
    ],
    [t, groupPath, planPath],
  );
}
