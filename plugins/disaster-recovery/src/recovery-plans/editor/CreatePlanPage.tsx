import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  recoveryPlanCreatePermission,
  type RecoveryPlanInput,
} from '@internal/plugin-disaster-recovery-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import {
  ErrorThreeLines,
  PageHeading,
  usePermissionReason,
} from '../../components';
import { recoveryPlanRouteRef, recoveryPlansRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { PlanEditor } from './PlanEditor';

/** Creates a Recovery Plan. */
export function CreatePlanPage() {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const client = useQueryClient();
  const planPath = useRouteRef(recoveryPlanRouteRef);
  const listPath = useRouteRef(recoveryPlansRouteRef)();
  const refused = usePermissionReason({
    permission: recoveryPlanCreatePermission,
  });
  const create = useMutation({
    mutationFn: (input: RecoveryPlanInput) => api.createRecoveryPlan(input),
    onSuccess: plan => {
      client.invalidateQueries({ queryKey: ['recovery-plan', 'list'] });
      navigate(planPath({ planId: plan.id }));
    },
  });
  return (
    <>
      <PageHeading
        title={t('plans.create.title')}
        subtitle={t('plans.create.subtitle')}
      />
      {refused && <ErrorThreeLines error={new Error(refused)} />}
      <PlanEditor
        saveLabel={t('plans.create.save')}
        pending={create.isPending}
        error={create.error ?? undefined}
        onSave={create.mutate}
        onCancel={() => navigate(listPath)}
      />
    </>
  );
}
