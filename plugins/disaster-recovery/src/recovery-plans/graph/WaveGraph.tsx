import { makeStyles } from '@material-ui/core/styles';
import { useMemo, useRef } from 'react';
import { ToneIcon, VisuallyHidden, type Tone } from '../../components';
import { useWords } from '../../useWords';
import { edgePath, loopPath } from './edgePath';
import {
  layoutWaves,
  WAVE_HEIGHT,
  WAVE_WIDTH,
  type GraphWave,
} from './layoutWaves';
import { useConnecting } from './useConnecting';

const useStyles = makeStyles(
  theme => ({
    scroller: {
      overflow: 'auto',
      padding: theme.spacing(2),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.paper,
    },
    canvas: { position: 'relative', margin: '0 auto' },
    lines: {
      position: 'absolute',
      top: 0,
      left: 0,
      overflow: 'visible',
      pointerEvents: 'none',
      fill: 'none',
      strokeWidth: 1.5,
    },
    edge: { stroke: theme.palette.text.secondary },
    cycle: { stroke: theme.palette.status.error, strokeDasharray: '6 4' },
    drawn: { stroke: theme.palette.primary.main, strokeDasharray: '4 4' },
    arrow: { fill: theme.palette.text.secondary, stroke: 'none' },
    arrowCycle: { fill: theme.palette.status.error, stroke: 'none' },
    place: { position: 'absolute', width: WAVE_WIDTH, height: WAVE_HEIGHT },
    wave: {
      width: '100%',
      height: '100%',
      display: 'grid',
      alignContent: 'center',
      padding: theme.spacing(0.5, 1.5),
      font: 'inherit',
      color: 'inherit',
      textAlign: 'left',
      cursor: 'pointer',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.default,
      '&:hover': { borderColor: theme.palette.text.secondary },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    selected: {
      borderColor: theme.palette.primary.main,
      boxShadow: `inset 0 0 0 1px ${theme.palette.primary.main}`,
    },
    name: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      fontSize: theme.typography.body2.fontSize,
      fontWeight: theme.typography.fontWeightBold as number,
    },
    line: {
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    detail: {
      fontSize: theme.typography.caption.fontSize,
      color: theme.palette.text.secondary,
    },
    handle: {
      position: 'absolute',
      right: -8,
      top: WAVE_HEIGHT / 2 - 8,
      width: 16,
      height: 16,
      borderRadius: '50%',
      cursor: 'crosshair',
      border: `2px solid ${theme.palette.primary.main}`,
      backgroundColor: theme.palette.background.paper,
      touchAction: 'none',
    },
  }),
  { name: 'DisasterRecoveryWaveGraph' },
);

/** Below the waves, for what closes a cycle. */
const LOOP_ROOM = 28;

/** A wave of the graph with what is written on it. */
export interface ShownWave extends GraphWave {
  name: string;
  /** A second line: how many servers, what it is doing. */
  detail: string;
  tone?: Tone;
}

/** Waves from left to right with what each waits for. Each is a button that selects it. */
export function WaveGraph(props: {
  label: string;
  waves: readonly ShownWave[];
  selected: number | undefined;
  onSelect(id: number): void;
  /** Makes the second wave wait for the first. Without it the graph is for reading. */
  onConnect?(from: number, to: number): void;
}) {
  const classes = useStyles();
  const t = useWords();
  const canvas = useRef<HTMLDivElement>(null);
  const { waves, selected, onSelect, onConnect } = props;
  const layout = useMemo(() => layoutWaves(waves), [waves]);
  const { connecting, begin } = useConnecting(canvas, onConnect);
  const nameOf = new Map(waves.map(wave => [wave.id, wave.name]));

  return (
    <div role="group" aria-label={props.label} className={classes.scroller}>
      <div
        ref={canvas}
        className={classes.canvas}
        style={{
          width: layout.width,
          height:
            layout.height +
            (layout.edges.some(edge => edge.closesCycle) ? LOOP_ROOM : 0),
        }}
      >
        <svg
          aria-hidden
          className={classes.lines}
          width={layout.width}
          height={layout.height}
        >
          {layout.edges.map(edge => {
            const end = edge.points[edge.points.length - 1];
            return (
              <g key={`${edge.from}-${edge.to}`}>
                <path
                  d={
                    edge.closesCycle
                      ? loopPath(edge.points, layout.height + LOOP_ROOM / 2)
                      : edgePath(edge.points)
                  }
                  className={edge.closesCycle ? classes.cycle : classes.edge}
                />
                <path
                  d={`M${end.x},${end.y} l-8,-4 v8 z`}
                  className={
                    edge.closesCycle ? classes.arrowCycle : classes.arrow
                  }
                />
              </g>
            );
          })}
          {connecting && (
            <path
              className={classes.drawn}
              d={edgePath([
                handleOf(layout.waves.find(w => w.id === connecting.from)!),
                connecting,
              ])}
            />
          )}
        </svg>
        {waves.map((wave, index) => {
          const place = layout.waves[index];
          const after = wave.dependsOn.flatMap(id => nameOf.get(id) ?? []);
          return (
            <div
              key={wave.id}
              data-wave={wave.id}
              className={classes.place}
              style={{ left: place.x, top: place.y }}
            >
              <button
                type="button"
                className={`${classes.wave} ${
                  wave.id === selected ? classes.selected : ''
                }`}
                aria-pressed={wave.id === selected}
                onClick={() => onSelect(wave.id)}
              >
                <span className={classes.name}>
                  {wave.tone && <ToneIcon tone={wave.tone} />}
                  <span className={classes.line}>{wave.name}</span>
                </span>{' '}
                <span className={`${classes.line} ${classes.detail}`}>
                  {wave.detail}
                </span>
                {after.length > 0 && (
                  <VisuallyHidden>
                    {' '}
                    {t('plans.wave.after', { waves: after.join(', ') })}
                  </VisuallyHidden>
                )}
              </button>
              {onConnect && (
                <span
                  aria-hidden
                  title={t('plans.graph.connect')}
                  className={classes.handle}
                  onPointerDown={event =>
                    begin({ id: wave.id, ...handleOf(place) }, event)
                  }
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function handleOf(place: { x: number; y: number }) {
  return { x: place.x + WAVE_WIDTH, y: place.y + WAVE_HEIGHT / 2 };
}
