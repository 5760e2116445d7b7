import { useApi } from '@backstage/core-plugin-api';
import { disasterRecoveryApiRef } from '../../api';
import { ActionButton } from '../../components';
import { InstancesTable } from '../../session/instances/InstancesTable';
import { useWords } from '../../useWords';
import { OperationProgress } from '../OperationProgress';
import { StepFrame } from '../StepFrame';
import { useStepAction } from '../useStepAction';
import { wizardStepState } from '../wizardSteps';
import type { WizardStepProps } from '../WizardStepProps';

/** Step 4, or 3 on the native route: reverse replication is started on every instance. */
export function ReplicateStep(props: WizardStepProps) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const { session, route, goTo } = props;
  const action = useStepAction({
    session,
    action: 'start-reverse-replication',
    call: () => api.startReverseReplication(session.id),
    label: t('wizard.replicate.start', { count: session.instanceCount }),
  });
  const state = wizardStepState('replicate', session);
  const done = state === 'done';
  const mirrored = wizardStepState('mirror', session) === 'done';
  const next = mirrored ? 'monitor' : 'mirror';

  let note = t('wizard.replicate.before');
  if (action.running) {
    note = t('wizard.replicate.running');
  } else if (done) {
    note = t('wizard.replicate.done');
  } else if (state === 'failed') {
    note = t('wizard.retryKeeps');
  }

  return (
    <StepFrame
      title={t('wizard.replicate.title')}
      intro={
        <>
          {t('wizard.replicate.intro', {
            source: session.sourceRegion,
            recovery: session.recoveryRegion,
          })}{' '}
          {t(`wizard.replicate.how.${route}`)}
        </>
      }
      note={note}
      button={
        done ? (
          <ActionButton primary onClick={() => goTo(next)}>
            {t(`wizard.goTo.${next}`)}
          </ActionButton>
        ) : (
          !action.running && action.start()
        )
      }
    >
      {action.error}
      {action.running && (
        <OperationProgress operation={session.currentOperation} />
      )}
      <InstancesTable session={session} />
    </StepFrame>
  );
}
