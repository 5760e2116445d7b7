import { useApi } from '@backstage/core-plugin-api';
import {
  failoverSessionDrillFailbackPermission,
  failoverSessionExecuteFailbackPermission,
  type FailbackMode,
} from '@internal/plugin-disaster-recovery-common';
import { useState } from 'react';
import { disasterRecoveryApiRef } from '../../api';
import { ErrorThreeLines, PermittedButton, Status } from '../../components';
import { lossOf } from '../../session/lossOf';
import { lossWords } from '../../session/lossWords';
import { useWords } from '../../useWords';
import { ChoiceCards } from '../ChoiceCards';
import { FailbackConfirm } from '../execute/FailbackConfirm';
import { FailbackEnd } from '../execute/FailbackEnd';
import { LiveDrill } from '../execute/LiveDrill';
import { LaunchProgress } from '../execute/LaunchProgress';
import { PreflightView } from '../execute/PreflightView';
import { usePreflight } from '../execute/usePreflight';
import { StepFrame } from '../StepFrame';
import { useStepAction } from '../useStepAction';
import { wizardStepState } from '../wizardSteps';
import type { WizardStepProps } from '../WizardStepProps';

const MODES: FailbackMode[] = ['DRILL', 'RECOVERY'];
const PERMISSIONS = {
  DRILL: failoverSessionDrillFailbackPermission,
  RECOVERY: failoverSessionExecuteFailbackPermission,
};

/** Step 6: a drill or the failback itself: what it does, what would be lost, what stands against it; then its execution. */
export function ExecuteStep(props: WizardStepProps) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const { session } = props;
  const [mode, setMode] = useState<FailbackMode>(
    // After a drill one has most likely come for the real thing.
    session.drillExecutionIds.length > 0 ? 'RECOVERY' : 'DRILL',
  );
  const [confirming, setConfirming] = useState(false);
  const preflight = usePreflight(session, mode);
  const action = useStepAction({
    session,
    action: 'execute-failback',
    call: () => api.executeFailback(session.id, { mode }),
    label: t('wizard.execute.startDrill'),
    permission: PERMISSIONS[mode],
  });

  if (wizardStepState('execute', session) === 'done') {
    return <FailbackEnd session={session} />;
  }

  const underWay =
    action.running ||
    (session.status === 'FAILBACK_IN_PROGRESS' && !action.failed);
  const blocked = preflight.data?.blocked
    ? t('wizard.execute.blocked')
    : undefined;
  const stateReason = action.availability?.allowed
    ? undefined
    : action.availability?.reason;

  return (
    <StepFrame
      title={t('wizard.execute.title')}
      intro={t('wizard.execute.intro', {
        source: session.sourceRegion,
        recovery: session.recoveryRegion,
      })}
      note={
        underWay
          ? t('wizard.execute.running')
          : t(`wizard.execute.note.${mode}`)
      }
      button={
        !underWay &&
        (mode === 'DRILL' ? (
          action.start({ reason: blocked })
        ) : (
          <PermittedButton
            primary
            permission={PERMISSIONS.RECOVERY}
            resourceRef={session.id}
            reason={stateReason ?? blocked}
            onClick={() => setConfirming(true)}
          >
            {t('wizard.execute.startRecovery')}
          </PermittedButton>
        ))
      }
    >
      {action.error}
      {underWay ? (
        <LaunchProgress session={session} />
      ) : (
        <>
          <LiveDrill session={session} />
          <ChoiceCards
            label={t('wizard.execute.choice')}
            chosen={mode}
            onChoose={id => setMode(id)}
            choices={MODES.map(id => ({
              id,
              title: t(`wizard.execute.mode.${id}.title`),
              lines: [
                t(`wizard.execute.mode.${id}.does`, {
                  source: session.sourceRegion,
                }),
                t(`wizard.execute.mode.${id}.keeps`, {
                  recovery: session.recoveryRegion,
                }),
                t(`wizard.execute.mode.${id}.after`),
              ],
            }))}
          />
          <Status
            tone={
              lossOf(session.replication).kind === 'none' ? 'ok' : 'warning'
            }
          >
            {lossWords(session.replication, t)}
          </Status>
          {preflight.data && <PreflightView preflight={preflight.data} />}
          {preflight.error && !preflight.data && (
            <ErrorThreeLines error={preflight.error} />
          )}
        </>
      )}
      <FailbackConfirm
        session={session}
        preflight={preflight.data}
        open={confirming}
        onClose={() => setConfirming(false)}
      />
    </StepFrame>
  );
}
