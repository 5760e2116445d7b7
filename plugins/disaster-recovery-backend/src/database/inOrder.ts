/** Those of the rows that are there, as the ids have them. */
export function inOrder<Row extends { id: string }>(
  ids: string[],
  rows: Row[],
): Row[] {
  const byId = new Map(rows.map(row => [row.id, row]));
  return ids.flatMap(id => byId.get(id) ?? []);
}
