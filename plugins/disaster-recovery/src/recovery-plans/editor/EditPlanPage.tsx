import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import type {
  RecoveryPlan,
  RecoveryPlanInput,
} from '@internal/plugin-disaster-recovery-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import { LiveContent, PageHeading, VersionConflict } from '../../components';
import { useLive } from '../../live';
import { recoveryPlanRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { changedPlanFields } from './changedPlanFields';
import { PlanEditor } from './PlanEditor';

function EditPlan(props: {
  /** As it was when the form was opened. */
  opened: RecoveryPlan;
  /** As it is now: others may change it meanwhile. */
  now: RecoveryPlan;
  onReload(): void;
}) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const client = useQueryClient();
  const { opened, now } = props;
  const path = useRouteRef(recoveryPlanRouteRef)({ planId: opened.id });
  const [typed, setTyped] = useState<RecoveryPlanInput>();
  const save = useMutation({
    mutationFn: (options: { input: RecoveryPlanInput; version: number }) =>
      api.updateRecoveryPlan(opened.id, {
        ...options.input,
        version: options.version,
      }),
    onSuccess: plan => {
      client.setQueryData(['recovery-plan', plan.id], plan);
      client.invalidateQueries({ queryKey: ['recovery-plan', 'list'] });
      navigate(path);
    },
    // Whether it was somebody else's change that stood against it can be seen from the plan as it is now.
    onError: () =>
      client.invalidateQueries({ queryKey: ['recovery-plan', opened.id] }),
  });
  const conflict = save.isError && now.version !== opened.version;
  return (
    <PlanEditor
      plan={opened}
      saveLabel={t('plans.edit.save')}
      pending={save.isPending}
      error={save.error ?? undefined}
      notice={
        conflict && typed ? (
          <VersionConflict
            changed={changedPlanFields(opened, now).map(field =>
              t(`plans.changed.${field}`),
            )}
            pending={save.isPending}
            onOverwrite={() =>
              save.mutate({ input: typed, version: now.version })
            }
            onDiscard={props.onReload}
          />
        ) : undefined
      }
      onSave={input => {
        setTyped(input);
        save.mutate({ input, version: opened.version });
      }}
      onCancel={() => navigate(path)}
    />
  );
}

/** Edits a Protection Group. What is typed is not touched by what others do meanwhile, and saving over them is refused. */
export function EditPlanPage() {
  const { planId = '' } = useParams();
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const [opened, setOpened] = useState<RecoveryPlan>();
  const query = useLive({
    key: ['recovery-plan', planId],
    fetch: () => api.getRecoveryPlan(planId),
  });
  if (query.data && query.isFetchedAfterMount && opened?.id !== planId) {
    setOpened(query.data);
  }
  return (
    <LiveContent query={query}>
      {now => (
        <>
          <PageHeading title={t('plans.edit.title', { name: now.name })} />
          {opened && (
            <EditPlan
              key={`${opened.id}-${opened.version}`}
              opened={opened}
              now={now}
              onReload={() => setOpened(now)}
            />
          )}
        </>
      )}
    </LiveContent>
  );
}
