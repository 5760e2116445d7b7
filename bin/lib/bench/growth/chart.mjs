/**
 * A chart for Markdown: each cost over what it was at the first size.
 *
 * @param costs - `{ name, values }` each
 */
export function chart(servers, costs) {
  const over = values => values.map(value => (value / values[0]).toFixed(2));
  const most = Math.max(...costs.flatMap(({ values }) => over(values)));
  return [
    '```mermaid',
    'xychart-beta',
    `  title "Each cost over that at ${servers[0]} servers"`,
    `  x-axis "servers" [${servers.join(', ')}]`,
    `  y-axis "times" 0 --> ${Math.ceil(most)}`,
    ...costs.map(({ values }) => `  line [${over(values).join(', ')}]`),
    '```',
    `Lines, from the one that ends highest: ${[...costs]
      .sort(
        (one, other) =>
          other.values.at(-1) / other.values[0] -
          one.values.at(-1) / one.values[0],
      )
      .map(({ name }) => name)
      .join('; ')}.`,
  ].join('\n');
}
