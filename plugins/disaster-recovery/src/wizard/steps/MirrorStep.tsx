import { useApi } from '@backstage/core-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { useState } from 'react';
import { disasterRecoveryApiRef } from '../../api';
import { ActionButton } from '../../components';
import { ConfigurationLinks } from '../../session/configuration/ConfigurationLinks';
import { MirrorReportView } from '../../session/configuration/MirrorReportView';
import { useMirrorReport } from '../../session/configuration/useMirrorReport';
import { useWords } from '../../useWords';
import { OperationProgress } from '../OperationProgress';
import { StepFrame } from '../StepFrame';
import { useStepAction } from '../useStepAction';
import { wizardStepState } from '../wizardSteps';
import type { WizardStepProps } from '../WizardStepProps';

/** Step 3, or 4 on the native route: the configuration for the way back, and the proof of what it is made of. */
export function MirrorStep(props: WizardStepProps) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const { session, route, goTo } = props;
  const [acceptUnmapped, setAcceptUnmapped] = useState(false);
  const { query } = useMirrorReport(session);
  const action = useStepAction({
    session,
    action: 'mirror-config',
    call: () => api.mirrorConfig(session.id, { acceptUnmapped }),
    label: t('session.action.mirror-config'),
  });
  const done = wizardStepState('mirror', session) === 'done';
  const next = route === 'native' ? 'monitor' : 'replicate';
  const unmapped = query.data?.unmapped.length ?? 0;

  let note = t('wizard.mirror.before');
  if (action.running) {
    note = t('wizard.mirror.running');
  } else if (done) {
    note = t('wizard.mirror.done');
  } else if (action.failed) {
    note = t('wizard.retryKeeps');
  }

  return (
    <StepFrame
      title={t('wizard.mirror.title')}
      intro={
        <>
          {t('wizard.mirror.intro', { source: session.sourceRegion })}{' '}
          {t(`wizard.mirror.order.${route}`)}
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
      <ConfigurationLinks session={session} />
      {action.error}
      {!done && unmapped > 0 && (
        <FormControlLabel
          control={
            <Checkbox
              color="primary"
              checked={acceptUnmapped}
              onChange={event => setAcceptUnmapped(event.target.checked)}
            />
          }
          label={t('wizard.mirror.acceptUnmapped', { count: unmapped })}
        />
      )}
      {action.running && (
        <OperationProgress operation={session.currentOperation} />
      )}
      {query.data && <MirrorReportView report={query.data} />}
    </StepFrame>
  );
}
