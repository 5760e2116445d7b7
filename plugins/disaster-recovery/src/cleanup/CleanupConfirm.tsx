import { useApi } from '@backstage/core-plugin-api';
import type {
  CleanupPlan,
  CleanupStep,
  FailoverSession,
} from '@internal/plugin-disaster-recovery-common';
import { useState } from 'react';
import { disasterRecoveryApiRef } from '../api';
import { TypedConfirmDialog } from '../components';
import { useRefreshSession } from '../session/useSession';
import { useWords } from '../useWords';

/** Asks for the session's name before what the plan lists is done. The plan that was shown is the one that is sent. */
export function CleanupConfirm(props: {
  session: FailoverSession;
  plan: CleanupPlan;
  open: boolean;
  onClose(): void;
}) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const { session, plan, open } = props;
  const refresh = useRefreshSession(session.id);

  // What is being read must be what is confirmed, though the plan behind may be asked for again meanwhile.
  const [shown, setShown] = useState(plan);
  const [wasOpen, setWasOpen] = useState(open);
  if (open !== wasOpen) {
    setWasOpen(open);
    setShown(plan);
  }

  const line = (step: CleanupStep) =>
    t('cleanup.line', {
      effect: t(`cleanup.effect.${step.effect}`),
      resource: t(`cleanup.resource.${step.resourceType}`),
      name: step.name ?? step.resourceId,
      region: step.region,
    });
  return (
    <TypedConfirmDialog
      open={open}
      onClose={props.onClose}
      title={t('cleanup.confirmTitle', { name: session.name })}
      destroyed={shown.steps.map(line)}
      kept={shown.kept.map(step =>
        t('cleanup.keptLine', {
          resource: t(`cleanup.resource.${step.resourceType}`),
          name: step.name ?? step.resourceId,
          reason: step.reason,
        }),
      )}
      nameToType={session.name}
      confirmLabel={t('session.action.cleanup')}
      onConfirm={async () => {
        try {
          await api.cleanup(session.id, {
            planId: shown.planId,
            deleteSourceServers: shown.deleteSourceServers,
          });
        } finally {
          // Refused because the world has changed, there is a new plan to be read.
          await refresh();
        }
      }}
    />
  );
}
