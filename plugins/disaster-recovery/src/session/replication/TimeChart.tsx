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
import { quietText } from '../../components/quietText';
import type { ChartPoint } from './chartPoints';

const useStyles = makeStyles(
  theme => ({
    root: { margin: 0, minWidth: 0 },
    caption: {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(2),
      alignItems: 'baseline',
    },
    key: { whiteSpace: 'nowrap' },
    swatch: {
      display: 'inline-block',
      width: 14,
      height: 0,
      borderTopWidth: 3,
      borderTopStyle: 'solid',
      marginRight: theme.spacing(0.75),
      verticalAlign: 'middle',
    },
  }),
  { name: 'DisasterRecoveryTimeChart' },
);

export interface ChartSeries {
  id: string;
  label: string;
  /** Drawn back, because another line is the one to look at. */
  quiet?: boolean;
}

/** Values over time as lines, each named beside its last value. The caption tells the same in words. */
export function TimeChart(props: {
  title: string;
  /** What it shows at the end, in words, for those who do not see it and those in a hurry. */
  summary: string;
  points: ChartPoint[];
  series: ChartSeries[];
  format(value: number): string;
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
  const clock = (at: number) =>
    DateTime.fromMillis(at).toLocaleString(DateTime.TIME_SIMPLE);
  const axis = {
    stroke: quietText(theme),
    tick: { fill: quietText(theme), fontSize: 11 },
    tickLine: false,
  };
  return (
    <figure className={classes.root}>
      <figcaption>
        <Typography variant="subtitle2" component="div">
          {title}
        </Typography>
        <Typography
          variant="caption"
          color="textSecondary"
          component="div"
          className={classes.caption}
        >
          <span>{props.summary}</span>
          {series.length > 1 &&
            series.map(line => (
              <span key={line.id} className={classes.key}>
                <span
                  aria-hidden
                  className={classes.swatch}
                  style={{
                    borderColor: color(line),
                    borderTopStyle: line.quiet ? 'dashed' : 'solid',
                  }}
                />
                {line.label}
              </span>
            ))}
        </Typography>
      </figcaption>
      <div aria-hidden>
        <ResponsiveContainer width="100%" height={height}>
          <LineChart
            data={points}
            margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
          >
            <XAxis
              {...axis}
              dataKey="at"
              type="number"
              scale="time"
              domain={['dataMin', 'dataMax']}
              tickFormatter={clock}
              minTickGap={48}
            />
            <YAxis
              {...axis}
              width={64}
              tickFormatter={format}
              allowDecimals={false}
              domain={[0, 'auto']}
              tickCount={4}
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
                name={line.label}
                stroke={color(line)}
                strokeDasharray={line.quiet ? '4 3' : undefined}
                strokeWidth={2}
                dot={points.length === 1}
                connectNulls
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
