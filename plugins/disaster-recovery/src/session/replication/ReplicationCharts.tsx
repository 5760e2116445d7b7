import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReplicationSamples } from '@internal/plugin-disaster-recovery-common';
import { durationWords, formatBytes, lagWords } from '../../format';
import { useWords } from '../../useWords';
import { bytesStep, durationStep } from './chartAxis';
import { instancePoints, sessionPoints } from './chartPoints';
import { TimeChart } from './TimeChart';

const useStyles = makeStyles(
  theme => ({
    big: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(420px, 100%), 1fr))',
      gap: theme.spacing(3),
      marginBottom: theme.spacing(3),
    },
    small: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))',
      gap: theme.spacing(2),
    },
  }),
  { name: 'DisasterRecoveryReplicationCharts' },
);

/** An instance that has always been in step has no chart worth looking at. */
function everBehind(instance: ReplicationSamples['worst'][number]): boolean {
  return instance.samples.some(
    sample => (sample.lagSeconds ?? 0) >= 1 || (sample.remainingBytes ?? 0) > 0,
  );
}

/** The charts of a session: lag and remaining data, and the worst instances one by one. */
export function ReplicationCharts(props: { samples: ReplicationSamples }) {
  const classes = useStyles();
  const t = useWords();
  const { samples } = props;
  const points = sessionPoints(samples);
  const last = samples.points.at(-1)!;
  const seconds = (value: number) =>
    value < 1
      ? t('common.duration.seconds', { count: 0 })
      : durationWords(value, t);
  const behind = samples.worst.filter(everBehind);
  return (
    <>
      <div className={classes.big}>
        <TimeChart
          title={t('session.replication.lag')}
          summary={t('session.replication.lagSummary', {
            median: lagWords(last.medianLagSeconds, t),
            worst: lagWords(last.worstLagSeconds, t),
          })}
          points={points}
          series={[
            { id: 'worst', label: t('session.replication.worst') },
            {
              id: 'median',
              label: t('session.replication.median'),
              quiet: true,
            },
          ]}
          format={seconds}
          step={durationStep}
        />
        <TimeChart
          title={t('session.replication.remaining')}
          summary={t('session.replication.remainingSummary', {
            bytes: formatBytes(last.remainingBytes),
            ready: last.ready,
            total: last.total,
          })}
          points={points}
          series={[{ id: 'remaining' }]}
          format={formatBytes}
          step={bytesStep}
        />
      </div>
      {behind.length === 0 ? (
        <Typography variant="body2">
          {t('session.replication.noneBehind')}
        </Typography>
      ) : (
        <>
          <Typography variant="h6" component="h3" gutterBottom>
            {t('session.replication.worstInstances')}
          </Typography>
          <div className={classes.small}>
            {behind.map(instance => {
              const end = instance.samples.at(-1);
              const hasLag = instance.samples.some(
                sample => sample.lagSeconds !== undefined,
              );
              const lag = lagWords(end?.lagSeconds, t);
              const left = formatBytes(end?.remainingBytes ?? 0);
              return (
                <TimeChart
                  key={instance.recoveryInstanceId}
                  title={instance.hostname ?? instance.recoveryInstanceId}
                  summary={
                    hasLag
                      ? lag
                      : t('session.replication.left', { bytes: left })
                  }
                  points={instancePoints(instance.samples)}
                  series={[{ id: hasLag ? 'lag' : 'remaining' }]}
                  format={hasLag ? seconds : formatBytes}
                  step={hasLag ? durationStep : bytesStep}
                  height={110}
                />
              );
            })}
          </div>
        </>
      )}
    </>
  );
}
