import type {
  ErrorDetails,
  InitiationStep,
  SessionInstance,
} from '@internal/plugin-disaster-recovery-common';
import Typography from '@material-ui/core/Typography';
import { StatusLabel } from '../../components';
import { useWords } from '../../useWords';
import { StepList } from '../operations/StepList';

/** DRS's own name of a step in words: LAUNCH_REPLICATION_SERVER reads "Launch replication server". */
export function stepWords(name: string): string {
  const words = name.toLowerCase().replace(/_/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function InitiationSteps(props: { title: string; steps: InitiationStep[] }) {
  return (
    <section aria-label={props.title}>
      <Typography variant="subtitle1" component="h3">
        {props.title}
      </Typography>
      <ol>
        {props.steps.map(step => (
          <Typography key={step.name} component="li" variant="body2">
            {stepWords(step.name)}{' '}
            <StatusLabel kind="step" status={step.status} />
          </Typography>
        ))}
      </ol>
    </section>
  );
}

/** What was done on an instance, step by step: its agent, the start of its replication, and of its re-protection. */
export function InstanceSteps(props: {
  instance: SessionInstance;
  /** The error that stands above already. */
  toldError?: ErrorDetails;
}) {
  const t = useWords();
  const { agent, replication, reProtection } = props.instance;
  return (
    <>
      {agent.steps.length > 0 && (
        <section aria-label={t('session.instances.agentSteps')}>
          <Typography variant="subtitle1" component="h3">
            {t('session.instances.agentSteps')}
          </Typography>
          <StepList steps={agent.steps} toldError={props.toldError} />
        </section>
      )}
      {replication.initiationSteps && (
        <InitiationSteps
          title={t('session.instances.initiationSteps')}
          steps={replication.initiationSteps}
        />
      )}
      {reProtection?.initiationSteps && (
        <InitiationSteps
          title={t('session.instances.reProtectionSteps')}
          steps={reProtection.initiationSteps}
        />
      )}
    </>
  );
}
