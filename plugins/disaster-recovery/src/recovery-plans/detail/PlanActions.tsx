import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  recoveryPlanDeletePermission,
  recoveryPlanUpdatePermission,
  type RecoveryPlan,
} from '@internal/plugin-disaster-recovery-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import {
  NavButton,
  PermittedButton,
  TypedConfirmDialog,
} from '../../components';
import {
  editRecoveryPlanRouteRef,
  recoveryPlansRouteRef,
  runRecoveryPlanRouteRef,
} from '../../routes';
import { useWords } from '../../useWords';

/** What one may do with a plan. Running it has a page of its own, which shows first what would happen. */
export function PlanActions(props: { plan: RecoveryPlan }) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const runPath = useRouteRef(runRecoveryPlanRouteRef);
  const editPath = useRouteRef(editRecoveryPlanRouteRef);
  const listPath = useRouteRef(recoveryPlansRouteRef)();
  const [deleting, setDeleting] = useState(false);
  const { plan } = props;
  return (
    <>
      <NavButton primary to={runPath({ planId: plan.id })}>
        {t('plans.run.action')}
      </NavButton>
      <PermittedButton
        permission={recoveryPlanUpdatePermission}
        resourceRef={plan.id}
        onClick={() => navigate(editPath({ planId: plan.id }))}
      >
        {t('plans.edit.action')}
      </PermittedButton>
      <PermittedButton
        permission={recoveryPlanDeletePermission}
        resourceRef={plan.id}
        onClick={() => setDeleting(true)}
      >
        {t('plans.delete.action')}
      </PermittedButton>
      <TypedConfirmDialog
        open={deleting}
        onClose={() => setDeleting(false)}
        title={t('plans.delete.title', { name: plan.name })}
        destroyed={[t('plans.delete.destroyed')]}
        kept={[t('plans.delete.kept')]}
        nameToType={plan.name}
        confirmLabel={t('plans.delete.action')}
        onConfirm={async () => {
          await api.deleteRecoveryPlan(plan.id);
          navigate(listPath);
        }}
      />
    </>
  );
}
