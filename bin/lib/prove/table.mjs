/** Whether everything that was tried held. */
export function hasHeld(rows) {
  return rows.every(
    ({ tried, held, failures }) => held === tried && failures.length === 0,
  );
}

/** The rows for a terminal: columns in line, and under each row what did not hold. */
export function terminalTable(rows) {
  const width = Math.max(4, ...rows.map(({ what }) => what.length));
  const line = (mark, what, tried, held, note) =>
    `  ${mark} ${what.padEnd(width)}  ${String(tried).padStart(6)}  ${String(
      held,
    ).padStart(6)}  ${note}`.trimEnd();
  return [
    line(' ', 'what', 'tried', 'held', ''),
    ...rows.flatMap(row => [
      line(
        hasHeld([row]) ? '✓' : '✗',
        row.what,
        row.tried,
        row.held,
        row.note ?? '',
      ),
      ...row.failures.map(failure => `        ${failure}`),
    ]),
  ].join('\n');
}

const escapeCell = text =>
  String(text).replace(/\s+/g, ' ').replace(/\|/g, '\\|');

/** A table in Markdown. */
export function markdownTable(head, lines) {
  const row = cells => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n');
}

/** The rows for docs/reliability.md, with what did not hold under the table. */
export function markdownRows(rows) {
  const table = markdownTable(
    ['what', 'tried', 'held', 'note'],
    rows.map(({ what, tried, held, note }) => [what, tried, held, note ?? '']),
  );
  const failures = rows.flatMap(({ what, failures: told }) =>
    told.map(failure => `- ${what}: ${failure}`),
  );
  return failures.length > 0
    ? `${table}\n\nDid not hold:\n\n${failures.join('\n')}`
    : table;
}
