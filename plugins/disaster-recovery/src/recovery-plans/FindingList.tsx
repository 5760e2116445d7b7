import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { PlanFinding } from '@internal/plugin-disaster-recovery-common';
import { useState } from 'react';
import { QuietButton, Status, statusTone } from '../components';
import { useWords } from '../useWords';

const useStyles = makeStyles(
  theme => ({
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: theme.spacing(0.75),
    },
    remedy: { paddingLeft: theme.spacing(3) },
  }),
  { name: 'DisasterRecoveryFindingList' },
);

const ORDER = { error: 0, warning: 1, info: 2 };

/** Of one kind so many are shown; there may be one for each of hundreds of servers. */
const SHOWN_OF_A_KIND = 5;

/** What stands against a plan or should be known of it, worst first, with what to do about it. */
export function FindingList(props: {
  label: string;
  findings: readonly PlanFinding[];
  /** Leads to the wave that a finding is about. */
  onWave?(number: number): void;
}) {
  const classes = useStyles();
  const t = useWords();
  const { findings, onWave } = props;
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const kinds = new Map<string, PlanFinding[]>();
  for (const finding of [...findings].sort(
    (a, b) => ORDER[a.severity] - ORDER[b.severity],
  )) {
    const kind = `${finding.severity}-${finding.code}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), finding]);
  }

  return (
    <ul aria-label={props.label} className={classes.list}>
      {[...kinds].map(([kind, all]) => {
        const shown = unfolded.has(kind) ? all : all.slice(0, SHOWN_OF_A_KIND);
        return [
          ...shown.map(finding => (
            <Typography
              key={`${kind}-${finding.message}`}
              component="li"
              variant="body2"
            >
              <Status tone={statusTone('finding', finding.severity)}>
                {finding.message}{' '}
                {onWave && finding.waveNumber !== undefined && (
                  <Link
                    component="button"
                    variant="body2"
                    onClick={() => onWave(finding.waveNumber!)}
                  >
                    {t('plans.editor.showWave', { number: finding.waveNumber })}
                  </Link>
                )}
              </Status>
              {finding.remedy && (
                <Typography
                  variant="body2"
                  color="textSecondary"
                  className={classes.remedy}
                >
                  {finding.remedy}
                </Typography>
              )}
            </Typography>
          )),
          shown.length < all.length && (
            <li key={kind}>
              <QuietButton
                small
                onClick={() => setUnfolded(new Set([...unfolded, kind]))}
              >
                {t('plans.moreFindings', { count: all.length - shown.length })}
              </QuietButton>
            </li>
          ),
        ];
      })}
    </ul>
  );
}
