import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { ProtectionGroup } from '@internal/plugin-disaster-recovery-common';
import {
  Facts,
  NamedLinks,
  RegionRoute,
  RelativeTime,
  Status,
} from '../components';
import { HealthLabel } from '../protection-groups/HealthLabel';
import { protectionGroupRouteRef, recoveryPlanRouteRef } from '../routes';
import { useWords } from '../useWords';
import { LiveSession } from './LiveSession';

/** Whether an entity is protected by a group: the verdict, the replication, the last drill, and a failover that is under way. */
export function GroupProtection(props: { group: ProtectionGroup }) {
  const t = useWords();
  const groupPath = useRouteRef(protectionGroupRouteRef);
  const planPath = useRouteRef(recoveryPlanRouteRef);
  const { group } = props;
  const { worst } = group.replication;
  const verdict = () => {
    if (group.serverCount === 0 || worst === 'broken') {
      return <Status tone="error">{t('catalog.notProtected')}</Status>;
    }
    if (worst === 'syncing' || worst === 'unknown') {
      return <Status tone="warning">{t('catalog.notYetProtected')}</Status>;
    }
    return group.usedByPlans.length === 0 ? (
      <Status tone="warning">{t('catalog.noPlan')}</Status>
    ) : (
      <Status tone="ok">{t('catalog.protected')}</Status>
    );
  };
  return (
    <>
      <Typography variant="body1" component="div" gutterBottom>
        {verdict()}
      </Typography>
      <Facts
        facts={[
          {
            name: t('catalog.group'),
            value: (
              <Link to={groupPath({ groupId: group.id })}>{group.name}</Link>
            ),
          },
          {
            name: t('catalog.regions'),
            value: <RegionRoute from={group.sourceRegion} to={group.region} />,
          },
          {
            name: t('catalog.replication'),
            value: <HealthLabel group={group} />,
          },
          {
            name: t('catalog.lastDrill'),
            value: group.lastDrillAt ? (
              <RelativeTime at={group.lastDrillAt} />
            ) : (
              <Status tone="warning">{t('catalog.neverDrilled')}</Status>
            ),
          },
          {
            name: t('catalog.plans'),
            value: (
              <NamedLinks
                links={group.usedByPlans.map(plan => ({
                  ...plan,
                  to: planPath({ planId: plan.id }),
                }))}
              />
            ),
          },
          {
            name: t('catalog.session'),
            value: <LiveSession protectionGroupId={group.id} />,
          },
        ]}
      />
    </>
  );
}
