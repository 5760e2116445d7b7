import Typography from '@material-ui/core/Typography';
import { ActionButton, ProgressBar, RelativeTime } from '../../components';
import { etaWords } from '../../format';
import { useNow } from '../../live';
import { InstancesTable } from '../../session/instances/InstancesTable';
import { SummaryChips } from '../../session/SummaryChips';
import { useWords } from '../../useWords';
import { StepFrame } from '../StepFrame';
import { wizardStepState } from '../wizardSteps';
import type { WizardStepProps } from '../WizardStepProps';

/** Step 5: reverse replication, live. It leaves by itself for step 6 when every instance is ready. */
export function MonitorStep(props: WizardStepProps) {
  const t = useWords();
  const now = useNow(5_000);
  const { session, goTo } = props;
  const { replication, status } = session;
  const ready = wizardStepState('monitor', session) === 'done';
  const started = status === 'REVERSE_REPLICATING' || ready;
  const eta = etaWords(replication.etaAt, now, t);

  let note = t('wizard.monitor.notStarted');
  if (ready) {
    note = t('wizard.monitor.ready');
  } else if (started) {
    note = eta
      ? t('wizard.monitor.waitEta', { eta })
      : t('wizard.monitor.wait');
  }

  return (
    <StepFrame
      title={t('wizard.monitor.title')}
      intro={t('wizard.monitor.intro')}
      note={note}
      button={
        ready && (
          <ActionButton primary onClick={() => goTo('execute')}>
            {t('wizard.goTo.execute')}
          </ActionButton>
        )
      }
    >
      {started && (
        <>
          <ProgressBar
            label={t('wizard.monitor.progress')}
            percent={replication.percent ?? 0}
            caption={t('wizard.monitor.readyOf', {
              percent: Math.floor(replication.percent ?? 0),
              ready: replication.ready,
              total: replication.total,
            })}
          />
          <SummaryChips session={session} />
          {replication.observedAt && (
            <Typography variant="caption" color="textSecondary">
              {t('common.live.awsAsked', {
                when: <RelativeTime at={replication.observedAt} />,
              })}
            </Typography>
          )}
        </>
      )}
      <InstancesTable session={session} />
    </StepFrame>
  );
}
