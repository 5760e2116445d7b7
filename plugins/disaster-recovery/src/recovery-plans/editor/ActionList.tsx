import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ActionButton } from '../../components';
import { useWords } from '../../useWords';
import { ActionEditor } from './ActionEditor';
import { newAction, type ActionFields } from './actionFields';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1), justifyItems: 'stretch' },
    add: { justifySelf: 'start' },
  }),
  { name: 'DisasterRecoveryActionList' },
);

/** The actions before or after a wave, in order. */
export function ActionList(props: {
  path: string;
  phase: 'PRE' | 'POST';
  actions: ActionFields[];
  onChange(actions: ActionFields[]): void;
}) {
  const classes = useStyles();
  const t = useWords();
  const { path, phase, actions, onChange } = props;
  return (
    <section
      aria-label={t(`plans.wave.actions.${phase}`)}
      className={classes.root}
    >
      <Typography variant="subtitle2" component="h4">
        {t(`plans.wave.actions.${phase}`)}
      </Typography>
      {actions.map((action, index) => (
        <ActionEditor
          key={index}
          path={`${path}.${index}`}
          phase={phase}
          position={index}
          fields={action}
          onChange={changed =>
            onChange(actions.map((item, at) => (at === index ? changed : item)))
          }
          onRemove={() => onChange(actions.filter((_, at) => at !== index))}
        />
      ))}
      <span className={classes.add}>
        <ActionButton
          size="small"
          onClick={() => onChange([...actions, newAction(phase)])}
        >
          {t(`plans.wave.addAction.${phase}`)}
        </ActionButton>
      </span>
    </section>
  );
}
