import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(280px, 100%), 1fr))',
      gap: theme.spacing(2),
    },
    card: {
      margin: 0,
      padding: theme.spacing(1.5, 2, 1.5, 1),
      alignItems: 'flex-start',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.paper,
    },
    chosen: {
      borderColor: theme.palette.primary.main,
      boxShadow: `inset 0 0 0 1px ${theme.palette.primary.main}`,
    },
    title: { fontWeight: theme.typography.fontWeightBold as number },
    lines: {
      margin: theme.spacing(0.5, 0, 0),
      paddingLeft: theme.spacing(2.5),
    },
  }),
  { name: 'DisasterRecoveryChoiceCards' },
);

export interface Choice<T extends string> {
  id: T;
  title: string;
  /** What it does, how long it takes, what it risks. */
  lines: string[];
  disabled?: boolean;
}

/** One of a few ways, each as a card that says what it does, how long it takes and what it risks. */
export function ChoiceCards<T extends string>(props: {
  label: string;
  choices: Choice<T>[];
  chosen: T;
  onChoose(id: T): void;
}) {
  const classes = useStyles();
  return (
    <RadioGroup
      aria-label={props.label}
      value={props.chosen}
      onChange={event => props.onChoose(event.target.value as T)}
      className={classes.root}
    >
      {props.choices.map(choice => (
        <FormControlLabel
          key={choice.id}
          value={choice.id}
          disabled={choice.disabled}
          className={`${classes.card} ${
            choice.id === props.chosen ? classes.chosen : ''
          }`}
          control={<Radio color="primary" />}
          label={
            <>
              <Typography className={classes.title} component="span">
                {choice.title}
              </Typography>
              <ul className={classes.lines}>
                {choice.lines.map(line => (
                  <Typography key={line} component="li" variant="body2">
                    {line}
                  </Typography>
                ))}
              </ul>
            </>
          }
        />
      ))}
    </RadioGroup>
  );
}
