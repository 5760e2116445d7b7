import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { useParams } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import {
  LiveContent,
  PageHeading,
  RegionRoute,
  Status,
} from '../../components';
import { StaleMark, useLive } from '../../live';
import { useWords } from '../../useWords';
import { PlanActions } from './PlanActions';
import { PlanExecutions } from './PlanExecutions';
import { PlanFacts } from './PlanFacts';
import { PlanWaves } from './PlanWaves';

/** A Recovery Plan: its waves, when it was last tried, and the way to run it. */
export function RecoveryPlanPage() {
  const { planId = '' } = useParams();
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const query = useLive({
    key: ['recovery-plan', planId],
    fetch: () => api.getRecoveryPlan(planId),
  });
  return (
    <>
      <LiveContent query={query}>
        {plan => (
          <>
            <PageHeading
              title={plan.name}
              subtitle={
                <>
                  {plan.description} <StaleMark query={query} />
                </>
              }
              aside={<RegionRoute from={plan.sourceRegion} to={plan.region} />}
              actions={<PlanActions plan={plan} />}
            />
            {!plan.lastDrillAt && !plan.mirrorOf && (
              <Typography variant="body1" component="div" gutterBottom>
                <Status tone="warning">{t('plans.neverTried')}</Status>
              </Typography>
            )}
            <PlanFacts plan={plan} />
            <PlanWaves plan={plan} />
            <PlanExecutions planId={plan.id} />
          </>
        )}
      </LiveContent>
    </>
  );
}
