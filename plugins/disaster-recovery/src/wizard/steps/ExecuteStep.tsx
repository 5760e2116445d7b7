import { useApi } from '@backstage/core-plugin-api';
import {
  failoverSessionDrillFailbackPermission,
  failoverSessionExecuteFailbackPermission,
  type FailbackMode,
  type FailbackPreflight,
} from '@internal/plugin-disaster-recovery-common';
import { useState } from 'react';
import { disasterRecoveryApiRef } from '../../api';
import { ErrorThreeLines, Status } from '../../components';
import { lossOf } from '../../session/lossOf';
import { lossWords } from '../../session/lossWords';
import { useWords } from '../../useWords';
import { ChoiceCards } from '../ChoiceCards';
import { FailbackConfirm } from '../execute/FailbackConfirm';
import { FailbackEnd } from '../execute/FailbackEnd';
import { LiveDrill } from '../execute/LiveDrill';
import { LaunchProgress } from '../execute/LaunchProgress';
import { PreflightView } from '../execute/PreflightView';
import { lossesToAccept } from '../execute/losses';
import { useFailbackPreflight } from '../execute/useFailbackPreflight';
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
    session.drillExecutionIds.length > 0 || session.failbackExecutionId
      ? 'RECOVERY'
      : 'DRILL',
  );
  // A drill no longer fits beside a failback that has begun.
  const modes: FailbackMode[] = session.failbackExecutionId
    ? ['RECOVERY']
    : MODES;
  const [confirming, setConfirming] = useState(false);
  const [asked, setAsked] = useState<FailbackPreflight>();
  const action = useStepAction({
    session,
    action: 'execute-failback',
    call: () => api.executeFailback(session.id, { mode }),
    label: t('wizard.execute.startDrill'),
    permission: PERMISSIONS[mode],
  });

  const underWay =
    action.running ||
    (session.status === 'FAILBACK_IN_PROGRESS' && !action.failed);
  const preflight = useFailbackPreflight(session, mode, { enabled: !underWay });
  if (wizardStepState('execute', session) === 'done') {
    return <FailbackEnd session={session} />;
  }

  const losses = lossesToAccept(preflight.data).length;
  const ask = () => {
    setAsked(preflight.data);
    setConfirming(true);
  };
  const reason = () => {
    if (preflight.isLoading) {
      return t('wizard.execute.loading');
    }
    return preflight.data?.blocked ? t('wizard.execute.blocked') : undefined;
  };
  const note = () => {
    if (underWay) {
      return t('wizard.execute.running');
    }
    return mode === 'DRILL' && losses > 0
      ? t('wizard.execute.noteDestroying', { count: losses })
      : t(`wizard.execute.note.${mode}`);
  };
  const does = (id: FailbackMode) => {
    const source = session.sourceRegion;
    // What stands for one mode stands for the other: both launch from the same source servers.
    const count = preflight.data?.destroys.length ?? 0;
    return id === 'DRILL' && count > 0
      ? t('wizard.execute.mode.DRILL.doesInPlace', { source, count })
      : t(`wizard.execute.mode.${id}.does`, { source });
  };

  return (
    <StepFrame
      title={t('wizard.execute.title')}
      intro={t('wizard.execute.intro', {
        source: session.sourceRegion,
        recovery: session.recoveryRegion,
      })}
      note={note()}
      button={
        !underWay &&
        (mode === 'DRILL'
          ? action.start({
              reason: reason(),
              ...(losses > 0 && { ask }),
            })
          : action.start({
              reason: reason(),
              label: t('wizard.execute.startRecovery'),
              ask,
            }))
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
            choices={modes.map(id => ({
              id,
              title: t(`wizard.execute.mode.${id}.title`),
              lines: [
                does(id),
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
        mode={mode}
        preflight={asked}
        open={confirming}
        onClose={() => setConfirming(false)}
      />
    </StepFrame>
  );
}
