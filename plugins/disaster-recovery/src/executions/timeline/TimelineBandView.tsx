import { statusTone, statusWords, ToneIcon } from '../../components';
import { durationWords } from '../../format';
import { useWords } from '../../useWords';
import type { Span, TimelineBand, TimelineRow } from './timelineOf';
import { useTimelineStyles } from './useTimelineStyles';

/** Where a stretch of time is drawn, in percent of the axis. */
function place(span: Span, axis: Span) {
  const width = axis.to - axis.from;
  return {
    left: `${(100 * (span.from - axis.from)) / width}%`,
    width: `${(100 * (span.to - span.from)) / width}%`,
  };
}

/** A bar that leaves less than this much of the axis free on either side carries its words itself. */
const ROOM_FOR_WORDS = 0.15;

function fillsAxis(span: Span, axis: Span): boolean {
  const room = ROOM_FOR_WORDS * (axis.to - axis.from);
  return span.from - axis.from < room && axis.to - span.to < room;
}

/** Words go behind their bar, or before it where there is more room. */
function placeWords(span: Span, axis: Span) {
  const width = axis.to - axis.from;
  const before = (100 * (span.from - axis.from)) / width;
  const behind = (100 * (axis.to - span.to)) / width;
  return before > behind
    ? { right: `${100 - before}%`, maxWidth: `${before}%`, paddingRight: 6 }
    : { left: `${100 - behind}%`, maxWidth: `max(${behind}%, 96px)` };
}

function RowView(props: { row: TimelineRow; axis: Span }) {
  const classes = useTimelineStyles();
  const t = useWords();
  const { row, axis } = props;
  const [first] = row.servers;
  const tone = statusTone('server', row.status);
  const status = statusWords('server', row.status, t);
  const name =
    row.servers.length === 1
      ? first.hostname ?? first.sourceServerId
      : t('executions.timeline.group', { count: row.servers.length, status });
  const lasted = row.span && (row.span.to - row.span.from) / 1000;
  const words =
    row.servers.length === 1 && row.status === 'FAILED' && first.reason
      ? first.reason
      : lasted !== undefined && durationWords(lasted, t);
  const written =
    row.servers.length === 1 && row.status !== 'FAILED'
      ? t('executions.timeline.words', { status, duration: words || '' })
      : words || status;
  const inside = row.span !== undefined && fillsAxis(row.span, axis);
  return (
    <li className={classes.row}>
      <span className={classes.label}>
        <ToneIcon tone={tone} />
        <span className={classes.text} title={name}>
          {name}
        </span>
      </span>
      <span className={classes.lane}>
        {row.span && (
          <span
            className={`${classes.bar} ${classes[tone]}`}
            style={place(row.span, axis)}
            title={t('executions.timeline.bar', {
              name,
              status,
              duration: durationWords(lasted!, t),
            })}
          >
            {inside && <span className={classes.barWords}>{written}</span>}
          </span>
        )}
        {!inside && (
          <span
            className={classes.words}
            style={row.span && placeWords(row.span, axis)}
            title={first.reason}
          >
            {written}
          </span>
        )}
      </span>
    </li>
  );
}

/** A wave of the timeline: a band with its own bar, when it is expected to end, and the bars of its servers. */
export function TimelineBandView(props: { band: TimelineBand; axis: Span }) {
  const classes = useTimelineStyles();
  const t = useWords();
  const { band, axis } = props;
  const tone = statusTone('wave', band.status);
  const status = statusWords('wave', band.status, t);
  return (
    <li className={classes.band}>
      <div className={classes.row}>
        <span className={`${classes.label} ${classes.waveLabel}`}>
          <ToneIcon tone={tone} />
          <span className={classes.text} title={band.name}>
            {t('plans.wave.title', { number: band.number, name: band.name })}
          </span>
        </span>
        <span className={classes.lane}>
          {band.span && (
            <span
              className={`${classes.bar} ${classes.waveBar} ${classes[tone]}`}
              style={place(band.span, axis)}
            />
          )}
          {band.expected && (
            <span
              className={classes.expected}
              style={place(band.expected, axis)}
              title={t('executions.timeline.expected', {
                duration: durationWords(
                  (band.expected.to - band.expected.from) / 1000,
                  t,
                ),
              })}
            />
          )}
          {!band.span && (
            <span className={classes.words}>
              {band.reason
                ? t('executions.timeline.waveReason', {
                    status,
                    reason: band.reason,
                  })
                : status}
            </span>
          )}
        </span>
      </div>
      <ul className={classes.rows}>
        {band.rows.map(row => (
          <RowView key={row.id} row={row} axis={axis} />
        ))}
      </ul>
    </li>
  );
}
