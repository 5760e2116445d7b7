import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import {
  groupHealth,
  type Preflight,
} from '@internal/plugin-disaster-recovery-common';
import { Duration, Status } from '../../components';
import { lagWords } from '../../format';
import { healthTone } from '../../protection-groups/healthTone';
import { useWords } from '../../useWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.paper,
      '& td, & th': { padding: theme.spacing(1, 1.5), lineHeight: 1.43 },
      '& tbody th': { whiteSpace: 'nowrap' },
    },
  }),
  { name: 'DisasterRecoveryPreflightWaves' },
);

/** What scrolls must be reachable by keyboard, to be scrolled by it. */
const KEYBOARD_SCROLLING = { role: 'region', tabIndex: 0 };

/** The waves that would run, in order: how large each is, how far its data is behind, and how long it takes. */
export function PreflightWaves(props: { preflight: Preflight }) {
  const classes = useStyles();
  const t = useWords();
  const { plan, waves } = props.preflight;
  const names = new Map(waves.map(wave => [wave.number, wave.name]));
  const afterOf = (number: number) =>
    plan.waves
      .find(wave => wave.number === number)
      ?.dependsOn.map(other => names.get(other) ?? String(other))
      .join(', ');
  const label = t('plans.run.order');
  return (
    <TableContainer
      className={classes.root}
      {...KEYBOARD_SCROLLING}
      aria-label={t('common.table.scrollRegion', { label })}
    >
      <Table size="small" aria-label={label}>
        <TableHead>
          <TableRow>
            <TableCell>{t('plans.run.columns.wave')}</TableCell>
            <TableCell>{t('plans.run.columns.starts')}</TableCell>
            <TableCell>{t('plans.run.columns.size')}</TableCell>
            <TableCell>{t('plans.run.columns.data')}</TableCell>
            <TableCell>{t('plans.run.columns.usually')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {waves.map(wave => {
            const { worst, counts, worstLagSeconds } = groupHealth(
              wave.servers,
            );
            const after = afterOf(wave.number);
            return (
              <TableRow key={wave.number}>
                <TableCell component="th" scope="row">
                  {t('plans.wave.title', {
                    number: wave.number,
                    name: wave.name,
                  })}
                </TableCell>
                <TableCell>
                  {after
                    ? t('plans.wave.after', { waves: after })
                    : t('plans.wave.atOnce')}
                </TableCell>
                <TableCell>
                  {t('plans.run.waveSize', {
                    servers: t('plans.serverCount', {
                      count: wave.serverCount,
                    }),
                    jobs: t('plans.jobCount', { count: wave.jobCount }),
                  })}
                </TableCell>
                <TableCell>
                  <Status tone={healthTone(worst)}>
                    {worst === 'healthy'
                      ? lagWords(worstLagSeconds, t)
                      : t(`groups.health.some.${worst}`, {
                          count: counts[worst],
                          total: wave.servers.length,
                        })}
                  </Status>
                </TableCell>
                <TableCell>
                  <Duration seconds={wave.expectedSeconds} />
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
