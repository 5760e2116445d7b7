import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { ActionButton } from '../../components';
import { InstancesTable } from '../../session/instances/InstancesTable';
import { SessionFacts } from '../../session/SessionFacts';
import { useWords } from '../../useWords';
import { StepFrame } from '../StepFrame';
import type { WizardStepProps } from '../WizardStepProps';

/** Step 1: what failed over, and what cannot fail back and why. */
export function ReviewStep(props: WizardStepProps) {
  const t = useWords();
  const { session, goTo } = props;
  const blocked = session.instances.filter(instance => instance.cannotFailBack);
  return (
    <StepFrame
      title={t('wizard.review.title')}
      intro={
        <>
          <SessionFacts session={session} />
          <br />
          {t('wizard.review.intro', {
            source: session.sourceRegion,
            recovery: session.recoveryRegion,
          })}
        </>
      }
      note={t('wizard.review.note')}
      button={
        <ActionButton primary onClick={() => goTo('agents')}>
          {t('wizard.review.next')}
        </ActionButton>
      }
    >
      {blocked.length > 0 ? (
        <Alert severity="warning">
          <AlertTitle>
            {t('wizard.review.blocked', { count: blocked.length })}
          </AlertTitle>
          <ul>
            {blocked.map(instance => (
              <Typography
                key={instance.recoveryInstanceId}
                component="li"
                variant="body2"
              >
                {t('session.configuration.unmappedServer', {
                  name: instance.hostname ?? instance.recoveryInstanceId,
                  reason: instance.cannotFailBack!,
                })}
              </Typography>
            ))}
          </ul>
        </Alert>
      ) : (
        <Typography variant="body2">{t('wizard.review.allCan')}</Typography>
      )}
      <InstancesTable session={session} />
    </StepFrame>
  );
}
