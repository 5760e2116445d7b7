import type {
  Execution,
  ExecutionServer,
  ExecutionServerStatus,
  ExecutionWaveStatus,
} from '@internal/plugin-disaster-recovery-common';

/** Above this many servers, those that have nothing to tell are drawn together, with a count. */
export const GROUP_ABOVE = 40;

/** A stretch of time, in milliseconds of the epoch. */
export interface Span {
  from: number;
  to: number;
}

/** A bar: one server, or several of the same status. */
export interface TimelineRow {
  id: string;
  status: ExecutionServerStatus;
  /** Its servers; one of them when it is drawn by itself. */
  servers: ExecutionServer[];
  /** Undefined while it has not started. */
  span: Span | undefined;
}

/** A wave: a band with its bars. */
export interface TimelineBand {
  number: number;
  name: string;
  status: ExecutionWaveStatus;
  reason: string | undefined;
  span: Span | undefined;
  /** From now, or its start, to when it is expected to end. */
  expected: Span | undefined;
  rows: TimelineRow[];
}

export interface Timeline {
  /** What the width stands for. */
  axis: Span;
  /** Where now is; undefined once the execution has ended. */
  now: number | undefined;
  /** When the whole is expected to end, as far as past runs tell. */
  expectedEnd: number | undefined;
  bands: TimelineBand[];
  grouped: boolean;
}

/** Worst first. */
const STATUS_ORDER: readonly ExecutionServerStatus[] = [
  'FAILED',
  'LAUNCHING',
  'WAITING',
  'PENDING',
  'LAUNCHED',
  'TERMINATED',
  'SKIPPED',
  'CANCELLED',
];

function time(at: string | undefined): number | undefined {
  return at === undefined ? undefined : Date.parse(at);
}

function spanOf(
  item: { startedAt?: string; endedAt?: string },
  end: number,
): Span | undefined {
  const from = time(item.startedAt);
  return from === undefined
    ? undefined
    : { from, to: Math.max(from, time(item.endedAt) ?? end) };
}

function hull(spans: (Span | undefined)[]): Span | undefined {
  const known = spans.filter(span => span !== undefined);
  return known.length === 0
    ? undefined
    : {
        from: Math.min(...known.map(span => span.from)),
        to: Math.max(...known.map(span => span.to)),
      };
}

function nameOf(server: ExecutionServer): string {
  return server.hostname ?? server.sourceServerId;
}

function rowsOf(
  servers: ExecutionServer[],
  grouped: boolean,
  end: number,
): TimelineRow[] {
  const single = (server: ExecutionServer): TimelineRow => ({
    id: server.id,
    status: server.status,
    servers: [server],
    span: spanOf(server, end),
  });
  return STATUS_ORDER.flatMap(status => {
    const same = servers
      .filter(server => server.status === status)
      .sort((a, b) =>
        nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true }),
      );
    if (!grouped || status === 'FAILED' || same.length < 2) {
      return same.map(single);
    }
    return [
      {
        id: `group-${status}`,
        status,
        servers: same,
        span: hull(same.map(server => spanOf(server, end))),
      },
    ];
  });
}

/**
 * An execution against time: waves are bands, servers are bars. Above forty servers those of a wave and status become one bar
 * with a count; failures are drawn by themselves always.
 */
export function timelineOf(execution: Execution, now: number): Timeline {
  const ended = time(execution.endedAt);
  const end = ended ?? now;
  const start = time(execution.startedAt) ?? time(execution.createdAt)!;
  const grouped = execution.servers.length > GROUP_ABOVE;
  const expectedEnd =
    ended === undefined ? time(execution.expectedEndAt) : undefined;
  const bands = [...execution.waves]
    .sort((a, b) => a.number - b.number)
    .map(wave => {
      const expectedAt = wave.endedAt ? undefined : time(wave.expectedEndAt);
      return {
        number: wave.number,
        name: wave.name,
        status: wave.status,
        reason: wave.reason,
        span: spanOf(wave, end),
        expected:
          ended === undefined && expectedAt !== undefined && expectedAt > now
            ? { from: now, to: expectedAt }
            : undefined,
        rows: rowsOf(
          execution.servers.filter(server => server.waveNumber === wave.number),
          grouped,
          end,
        ),
      };
    });
  const last = Math.max(
    end,
    expectedEnd ?? 0,
    ...bands.map(band => band.expected?.to ?? 0),
  );
  return {
    axis: { from: start, to: Math.max(last, start + 1_000) },
    now: ended === undefined ? now : undefined,
    expectedEnd:
      expectedEnd !== undefined && expectedEnd > now ? expectedEnd : undefined,
    bands,
    grouped,
  };
}

const STEPS_SECONDS = [
  5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200,
  86400,
];

/** Round times after the start at which the axis is labeled, in seconds: at most seven. */
export function ticksOf(axis: Span): number[] {
  const seconds = (axis.to - axis.from) / 1000;
  const step =
    STEPS_SECONDS.find(each => seconds / each <= 6) ??
    Math.ceil(seconds / 6 / 86400) * 86400;
  return Array.from(
    { length: Math.floor(seconds / step) + 1 },
    (_, index) => index * step,
  );
}
