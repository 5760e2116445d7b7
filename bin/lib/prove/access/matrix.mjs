import { markdownTable } from '../table.mjs';

const shortRow = ({ operation, permission, variant }) =>
  operation.permissions.length > 1
    ? `${operation.id} (${permission.split('.').at(-1)})`
    : operation.id;

/** What was answered to whom: a line for each operation, a column for each caller, a status in each cell. */
export function matrixOf(rows, columns, answers) {
  const cell = (row, column) =>
    [
      ...new Set(
        answers
          .filter(one => one.row === row && one.column === column)
          .map(
            ({ status, due }) => `${status}${due === 'narrowed' ? ' ⊂' : ''}`,
          ),
      ),
    ].join(', ');
  return {
    head: ['operation', ...columns.map(({ title }) => title)],
    lines: rows.map(row => [
      shortRow(row),
      ...columns.map(column => cell(row, column)),
    ]),
  };
}

/** The matrix for a terminal, its columns under letters. */
export function terminalMatrix({ head, lines }) {
  const letters = head
    .slice(1)
    .map((_, index) => String.fromCharCode(97 + index));
  const width = Math.max(...lines.map(([name]) => name.length));
  return [
    ...letters.map((letter, index) => `  ${letter}  ${head[index + 1]}`),
    '',
    `  ${''.padEnd(width)}  ${letters
      .map(letter => letter.padEnd(5))
      .join('  ')}`,
    ...lines.map(([name, ...cells]) =>
      `  ${name.padEnd(width)}  ${cells
        .map(text => (text || '-').padEnd(5))
        .join('  ')}`.trimEnd(),
    ),
  ].join('\n');
}

/** The matrix for docs/reliability.md. */
export function markdownMatrix({ head, lines }) {
  return [
    'What each caller was answered. `⊂`: a list of nothing but its own. An empty cell: the question makes no sense there. 400 and 409',
    'are about the thing itself, after the caller was let in.',
    '',
    markdownTable(
      head,
      lines.map(line => line.map(text => text || ' ')),
    ),
  ].join('\n');
}
