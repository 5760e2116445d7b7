import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { FailoverSession } from '@internal/plugin-disaster-recovery-common';
import { Link } from 'react-router-dom';
import { Status, type Tone } from '../components';
import { useWords } from '../useWords';
import {
  wizardStepState,
  type WizardStepId,
  type WizardStepState,
} from './wizardSteps';

const TONES: Record<WizardStepState, Tone> = {
  done: 'ok',
  running: 'running',
  failed: 'error',
  now: 'info',
  later: 'waiting',
  notNeeded: 'skipped',
};

const useStyles = makeStyles(
  theme => ({
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: theme.spacing(0.5),
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
      },
    },
    step: {
      display: 'block',
      padding: theme.spacing(1, 1.5),
      borderLeft: '3px solid transparent',
      borderRadius: theme.shape.borderRadius,
      color: 'inherit',
      textDecoration: 'none',
      '&:hover': { backgroundColor: theme.palette.action.hover },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
    selected: {
      borderLeftColor: theme.palette.primary.main,
      backgroundColor: theme.palette.action.selected,
    },
  }),
  { name: 'DisasterRecoveryWizardNavigation' },
);

/** The six steps in the order of the route, each a link with its state. */
export function WizardNavigation(props: {
  session: FailoverSession;
  steps: WizardStepId[];
  selected: WizardStepId;
  pathOf(step: WizardStepId): string;
}) {
  const classes = useStyles();
  const t = useWords();
  const { session, steps, selected, pathOf } = props;
  return (
    <nav aria-label={t('wizard.steps')}>
      <ol className={classes.list}>
        {steps.map((step, index) => {
          const state = wizardStepState(step, session);
          return (
            <li key={step}>
              <Link
                to={pathOf(step)}
                aria-current={step === selected ? 'step' : undefined}
                className={`${classes.step} ${
                  step === selected ? classes.selected : ''
                }`}
              >
                <Typography variant="subtitle2" component="div">
                  {t('wizard.numbered', {
                    number: index + 1,
                    name: t(`wizard.name.${step}`),
                  })}
                </Typography>
                <Typography
                  variant="caption"
                  color="textSecondary"
                  component="div"
                >
                  <Status tone={TONES[state]}>
                    {t(`wizard.state.${state}`)}
                  </Status>
                </Typography>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
