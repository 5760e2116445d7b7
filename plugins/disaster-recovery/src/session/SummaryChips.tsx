import { makeStyles } from '@material-ui/core/styles';
import type { FailoverSession } from '@internal/plugin-disaster-recovery-common';
import type { ReactNode } from 'react';
import { Status, statusWords, type Tone } from '../components';
import { durationWords, etaWords, formatBytes } from '../format';
import { useNow } from '../live';
import { useWords } from '../useWords';
import { countInstances } from './countInstances';
import { lossOf } from './lossOf';
import { lossWords } from './lossWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      margin: theme.spacing(0, 0, 2),
      padding: 0,
      listStyle: 'none',
    },
    chip: {
      padding: theme.spacing(0.75, 1.5),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 16,
      backgroundColor: theme.palette.background.paper,
      fontSize: theme.typography.body2.fontSize,
    },
  }),
  { name: 'DisasterRecoverySummaryChips' },
);

const WITH_DATA = [
  'REVERSE_REPLICATING',
  'READY_FOR_FAILBACK',
  'FAILBACK_IN_PROGRESS',
];

/** The session in a few numbers: instances by state, the worst, what is left to copy, and what failing back now would lose. */
export function SummaryChips(props: { session: FailoverSession }) {
  const classes = useStyles();
  const t = useWords();
  const now = useNow(10_000);
  const { session } = props;
  const { replication, status } = session;

  const chips: { id: string; tone?: Tone; content: ReactNode }[] =
    countInstances(session).map(({ kind, state, tone, count }) => ({
      id: `${kind}-${state}`,
      tone,
      content: t('session.chips.count', {
        count,
        state: statusWords(kind, state as never, t),
      }),
    }));
  if (WITH_DATA.includes(status)) {
    const worst = replication.worst?.hostname;
    if (worst && (replication.worstLagSeconds ?? 0) >= 1) {
      chips.push({
        id: 'worst',
        content: t('session.chips.worst', {
          duration: durationWords(replication.worstLagSeconds!, t),
          name: worst,
        }),
      });
    }
    if (replication.remainingBytes) {
      const eta = etaWords(replication.etaAt, now, t);
      const bytes = formatBytes(replication.remainingBytes);
      chips.push({
        id: 'remaining',
        content: eta
          ? t('session.chips.remainingEta', { bytes, eta })
          : t('session.chips.remaining', { bytes }),
      });
    }
    chips.push({
      id: 'loss',
      tone: lossOf(replication).kind === 'none' ? 'ok' : 'warning',
      content: lossWords(replication, t),
    });
  }
  return (
    <ul className={classes.root} aria-label={t('session.chips.label')}>
      {chips.map(chip => (
        <li key={chip.id} className={classes.chip}>
          {chip.tone ? (
            <Status tone={chip.tone}>{chip.content}</Status>
          ) : (
            chip.content
          )}
        </li>
      ))}
    </ul>
  );
}
