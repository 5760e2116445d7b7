import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { FailoverSession } from '@internal/plugin-disaster-recovery-common';
import { Moment, Principal, ToneIcon, type Tone } from '../components';
import { quietText } from '../components/quietText';
import { useWords } from '../useWords';
import { lifeOf, type Stage } from './lifeOf';

const useStyles = makeStyles(
  theme => ({
    root: {
      listStyle: 'none',
      margin: theme.spacing(0, 0, 2),
      padding: 0,
      display: 'grid',
      gridTemplateColumns: 'repeat(8, minmax(0, 1fr))',
      rowGap: theme.spacing(1),
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
      },
    },
    stage: { paddingRight: theme.spacing(1) },
    track: {
      display: 'flex',
      alignItems: 'center',
      fontSize: '1.35rem',
      '&::after': {
        content: '""',
        flex: 1,
        height: 2,
        marginLeft: theme.spacing(1),
        backgroundColor: theme.palette.divider,
      },
    },
    reached: { '&::after': { backgroundColor: theme.palette.status.ok } },
    name: { lineHeight: 1.3 },
    todo: { color: quietText(theme) },
    now: { fontWeight: theme.typography.fontWeightBold as number },
  }),
  { name: 'DisasterRecoverySessionTimeline' },
);

const TONES: Record<Stage['state'], Tone> = {
  done: 'ok',
  current: 'running',
  failed: 'error',
  todo: 'waiting',
  skipped: 'skipped',
};

function StageWhen(props: { stage: Stage }) {
  const t = useWords();
  const { state, at, by, expectedAt } = props.stage;
  if (state === 'skipped') {
    return <>{t('session.life.skipped')}</>;
  }
  if (at === undefined) {
    return (
      <>
        {state === 'todo'
          ? ''
          : t(`session.life.${state === 'failed' ? 'failed' : 'current'}`)}
      </>
    );
  }
  if (state === 'done') {
    return by ? (
      t('session.life.doneBy', {
        at: <Moment at={at} />,
        by: <Principal principal={by} />,
      })
    ) : (
      <Moment at={at} />
    );
  }
  return expectedAt
    ? t('session.life.sinceExpected', {
        at: <Moment at={at} />,
        expected: <Moment at={expectedAt} />,
      })
    : t(`session.life.${state === 'failed' ? 'failedSince' : 'since'}`, {
        at: <Moment at={at} />,
      });
}

/** The life of the session: what happened when and by whom, where it is, what comes next. */
export function SessionTimeline(props: { session: FailoverSession }) {
  const classes = useStyles();
  const t = useWords();
  const { session } = props;
  return (
    <ol className={classes.root} aria-label={t('session.life.label')}>
      {lifeOf(session).map(stage => {
        const now = stage.state === 'current' || stage.state === 'failed';
        const reached = stage.state === 'done' || stage.state === 'skipped';
        return (
          <li
            key={stage.id}
            className={classes.stage}
            aria-current={now ? 'step' : undefined}
          >
            <div
              className={`${classes.track} ${reached ? classes.reached : ''}`}
            >
              <ToneIcon tone={TONES[stage.state]} />
            </div>
            <Typography
              variant="body2"
              className={`${classes.name} ${now ? classes.now : ''} ${
                reached || now ? '' : classes.todo
              }`}
            >
              {t(`session.life.stage.${stage.id}`)}
            </Typography>
            <Typography variant="caption" color="textSecondary" component="div">
              <StageWhen stage={stage} />
            </Typography>
          </li>
        );
      })}
    </ol>
  );
}
