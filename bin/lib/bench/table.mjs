import { markdownTable } from '../prove/table.mjs';

/** A number for people: whole when it is large, with the digits that matter when it is small. */
export function formatValue(value, unit) {
  const digits = Math.abs(value) >= 100 ? 0 : 3;
  const text = value.toLocaleString('en-US', { maximumFractionDigits: digits });
  return unit ? `${text} ${unit}` : text;
}

/** A result whose value may be at most this. */
export function atMost(most, { name, value, unit, note }) {
  const met = Number.isFinite(value) && value <= most;
  const target = `at most ${formatValue(most, unit)}`;
  return { name, value, unit, target, met, note };
}

/** A result whose value must be at least this. */
export function atLeast(least, { name, value, unit, note }) {
  const met = Number.isFinite(value) && value >= least;
  const target = `at least ${formatValue(least, unit)}`;
  return { name, value, unit, target, met, note };
}

const mark = ({ target, met }) => {
  if (!met) {
    return '✗';
  }
  return target ? '✓' : '·';
};

const cells = result => [
  result.name,
  formatValue(result.value, result.unit),
  result.target ?? '',
];

/** The results for a terminal: columns in line, and what there is to note under each. */
export function terminalTable(results) {
  const lines = [['what', 'value', 'target'], ...results.map(cells)];
  const widths = [0, 1, 2].map(column =>
    Math.max(...lines.map(line => line[column].length)),
  );
  const line = (sign, [name, value, target]) =>
    `  ${sign} ${name.padEnd(widths[0])}  ${value.padStart(
      widths[1],
    )}  ${target}`.trimEnd();
  return [
    line(' ', lines[0]),
    ...results.flatMap(result => [
      line(mark(result), cells(result)),
      ...(result.note ? [`        ${result.note}`] : []),
    ]),
  ].join('\n');
}

/** The results for docs/performance.md. */
export function markdownResults(results) {
  return markdownTable(
    ['what', 'value', 'target', 'met', 'note'],
    results.map(result => [
      ...cells(result),
      result.target ? mark(result) : '',
      result.note ?? '',
    ]),
  );
}
