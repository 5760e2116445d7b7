import Typography from '@material-ui/core/Typography';
import type { Execution } from '@internal/plugin-disaster-recovery-common';
import { Moment } from '../../components';
import { durationWords, etaWords } from '../../format';
import { useNow } from '../../live';
import { useWords } from '../../useWords';
import { TimelineBandView } from './TimelineBandView';
import { ticksOf, timelineOf } from './timelineOf';
import { LABEL_WIDTH, useTimelineStyles } from './useTimelineStyles';

/** What scrolls must be reachable by keyboard, to be scrolled by it. */
const KEYBOARD_SCROLLING = { role: 'region', tabIndex: 0 };

/** Waves and servers against time. It runs to the right; the expected end is drawn ahead of now. */
export function ExecutionTimeline(props: { execution: Execution }) {
  const classes = useTimelineStyles();
  const t = useWords();
  const now = useNow(1_000);
  const timeline = timelineOf(props.execution, now);
  const { axis, bands } = timeline;
  const left = (at: number) =>
    `${(100 * (at - axis.from)) / (axis.to - axis.from)}%`;
  const seconds = ticksOf(axis);
  const eta =
    timeline.expectedEnd !== undefined
      ? etaWords(new Date(timeline.expectedEnd).toISOString(), now, t)
      : undefined;

  return (
    <>
      <Typography variant="body2" color="textSecondary" gutterBottom>
        {t('executions.timeline.from', {
          when: <Moment at={new Date(axis.from).toISOString()} />,
        })}{' '}
        {eta && t('executions.timeline.eta', { eta })}{' '}
        {timeline.now !== undefined &&
          !eta &&
          t('executions.timeline.etaUnknown')}{' '}
        {timeline.grouped && t('executions.timeline.grouped')}
      </Typography>
      <div
        {...KEYBOARD_SCROLLING}
        aria-label={t('common.table.scrollRegion', {
          label: t('executions.tabs.timeline'),
        })}
        className={classes.scroller}
      >
        <div className={classes.root}>
          <div aria-hidden className={`${classes.row} ${classes.axis}`}>
            <span className={classes.axisLabel}>
              {t('executions.timeline.axis')}
            </span>
            <span className={classes.lane}>
              {seconds.map(second => (
                <span
                  key={second}
                  className={classes.tick}
                  style={{ left: left(axis.from + second * 1000) }}
                >
                  {second === 0
                    ? t('executions.timeline.start')
                    : durationWords(second, t)}
                </span>
              ))}
            </span>
          </div>
          <div
            aria-hidden
            className={classes.lane}
            style={{
              position: 'absolute',
              top: 28,
              bottom: 0,
              height: 'auto',
              left: LABEL_WIDTH,
              right: 0,
            }}
          >
            {seconds.map(second => (
              <span
                key={second}
                className={classes.tickLine}
                style={{ left: left(axis.from + second * 1000) }}
              />
            ))}
            {timeline.expectedEnd !== undefined && (
              <span
                className={classes.expectedEnd}
                style={{ left: left(timeline.expectedEnd) }}
              />
            )}
            {timeline.now !== undefined && (
              <span
                className={classes.now}
                style={{ left: left(timeline.now) }}
              />
            )}
          </div>
          <ul
            aria-label={t('executions.tabs.timeline')}
            className={classes.rows}
          >
            {bands.map(band => (
              <TimelineBandView key={band.number} band={band} axis={axis} />
            ))}
          </ul>
        </div>
      </div>
    </>
  );
}
