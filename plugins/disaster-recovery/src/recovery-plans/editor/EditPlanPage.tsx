import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import type {
  RecoveryPlan,
  RecoveryPlanInput,
} from '@internal/plugin-disaster-recovery-common';
import { useParams } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import { EditPage, type Edited } from '../../forms';
import { recoveryPlanRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { changedPlanFields } from './changedPlanFields';
import { PlanEditor } from './PlanEditor';

/** Edits a Recovery Plan. */
export function EditPlanPage() {
  const { planId = '' } = useParams();
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const planPath = useRouteRef(recoveryPlanRouteRef);
  const edited: Edited<RecoveryPlan, RecoveryPlanInput> = {
    type: 'recovery-plan',
    id: planId,
    read: () => api.getRecoveryPlan(planId),
    save: (input, version) =>
      api.updateRecoveryPlan(planId, { ...input, version }),
    title: name => t('plans.edit.title', { name }),
    saveLabel: t('plans.edit.save'),
    path: planPath({ planId }),
    changed: (before, now) =>
      changedPlanFields(before, now).map(field => t(`plans.changed.${field}`)),
    form: (plan, props) => <PlanEditor plan={plan} {...props} />,
  };
  return <EditPage edited={edited} />;
}
