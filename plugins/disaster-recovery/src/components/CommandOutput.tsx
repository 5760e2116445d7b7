import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../useWords';
import { CopyButton } from './CopyText';

const useStyles = makeStyles(
  theme => ({
    head: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) },
    text: {
      margin: 0,
      padding: theme.spacing(1),
      maxHeight: 240,
      overflow: 'auto',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      fontFamily: 'monospace',
      fontSize: '0.8rem',
      backgroundColor: theme.palette.background.default,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
    },
  }),
  { name: 'DisasterRecoveryCommandOutput' },
);

/** What scrolls must be reachable by keyboard, to be scrolled by it. */
const KEYBOARD_SCROLLING = { role: 'region', tabIndex: 0 };

/** What an SSM command wrote; says so when it wrote nothing. */
export function CommandOutput(props: {
  output: { stdout: string; stderr: string };
}) {
  const classes = useStyles();
  const t = useWords();
  const parts = [
    { title: t('common.error.stdout'), text: props.output.stdout },
    { title: t('common.error.stderr'), text: props.output.stderr },
  ].filter(part => part.text.trim() !== '');
  if (parts.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('common.error.noOutput')}
      </Typography>
    );
  }
  return (
    <>
      {parts.map(part => (
        <div key={part.title}>
          <div className={classes.head}>
            <Typography variant="caption" color="textSecondary">
              {part.title}
            </Typography>
            <CopyButton text={part.text} what={part.title} />
          </div>
          <pre
            className={classes.text}
            aria-label={part.title}
            {...KEYBOARD_SCROLLING}
          >
            {part.text}
          </pre>
        </div>
      ))}
    </>
  );
}
