import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { DateTime } from 'luxon';
import {
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { VisuallyHidden } from '../../components';
import { quietText } from '../../components/quietText';
import { axisTicks } from './chartAxis';
import type { ChartPoint } from './chartPoints';
import { endLabels } from './endLabels';

const useStyles = makeStyles(
  { root: { margin: 0, minWidth: 0 } },
  { name: 'DisasterRecoveryTimeChart' },
);

const TOP = 14;
const X_AXIS = 30;
/** Room at the right for the labels of the lines. */
const LABELS = 104;
const LABEL_HEIGHT = 14;
/** A stretch of time as short as this, in milliseconds, is told in seconds. */
const SHORT = 10 * 60_000;

export interface ChartSeries {
  id: string;
  /** What the line is, where there is more than one. */
  label?: string;
  /** Drawn back, because another line is the one to look at. */
  quiet?: boolean;
}

/** Values over time as lines, each with what it is and its last value at its end. */
export function TimeChart(props: {
  title: string;
  /** What it shows at the end, in words, for those who do not see it. */
  summary: string;
  points: ChartPoint[];
  series: ChartSeries[];
  format(value: number): string;
  /** The step of the axis of values that reads well and is at least so great. */
  step(least: number): number;
  height?: number;
}) {
  const classes = useStyles();
  const theme = useTheme();
  const { title, points, series, format, height = 180 } = props;
  const strong =
    theme.palette.type === 'dark'
      ? theme.palette.info.light
      : theme.palette.status.running;
  const color = (line: ChartSeries) => (line.quiet ? quietText(theme) : strong);
  const span = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0);
  const clock = (at: number) =>
    DateTime.fromMillis(at).toLocaleString(
      span < SHORT ? DateTime.TIME_WITH_SECONDS : DateTime.TIME_SIMPLE,
    );
  const axis = {
    stroke: quietText(theme),
    tick: { fill: quietText(theme), fontSize: 11 },
    tickLine: false,
  };
  const max = Math.max(
    0,
    ...points.flatMap(point => series.map(line => point[line.id] ?? 0)),
  );
  const ticks = axisTicks(max, props.step);
  const top = ticks[ticks.length - 1];
  const plot = height - TOP - X_AXIS;
  const labels = endLabels(
    points,
    series.map(line => line.id),
    top,
    LABEL_HEIGHT / plot,
  );

  return (
    <figure className={classes.root}>
      <figcaption>
        <Typography variant="subtitle2" component="div">
          {title}
        </Typography>
        <VisuallyHidden>{props.summary}</VisuallyHidden>
      </figcaption>
      <div aria-hidden>
        <ResponsiveContainer width="100%" height={height}>
          <LineChart
            data={points}
            margin={{ top: TOP, right: LABELS, bottom: 0, left: 0 }}
          >
            <XAxis
              {...axis}
              dataKey="at"
              type="number"
              scale="time"
              domain={['dataMin', 'dataMax']}
              height={X_AXIS}
              tickFormatter={clock}
              minTickGap={48}
            />
            <YAxis
              {...axis}
              width={64}
              tickFormatter={format}
              domain={[0, top]}
              ticks={ticks}
            />
            <Tooltip
              formatter={(value: number) => format(value)}
              labelFormatter={clock}
              contentStyle={{
                backgroundColor: theme.palette.background.paper,
                borderColor: theme.palette.divider,
                color: theme.palette.text.primary,
              }}
            />
            {series.map(line => (
              <Line
                key={line.id}
                dataKey={line.id}
                name={line.label ?? title}
                stroke={color(line)}
                strokeDasharray={line.quiet ? '4 3' : undefined}
                strokeWidth={2}
                dot={points.length === 1}
                connectNulls
                isAnimationActive={false}
                label={({ x, y, index }) => {
                  const end = labels.get(line.id);
                  return end && end.index === index ? (
                    <text
                      key={line.id}
                      x={x + 6}
                      y={y + 4 - end.lift * plot}
                      fill={color(line)}
                      fontSize={12}
                    >
                      {[line.label, format(end.value)]
                        .filter(Boolean)
                        .join(' ')}
                    </text>
                  ) : (
                    <g key={`${line.id}-${index}`} />
                  );
                }}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
