/** Whether tags hold all the wanted ones, with the same values. No wanted tags match nothing, rather than everything. */
export function matchesTags(
  tags: Record<string, string>,
  wanted: Record<string, string>,
): boolean {
  const pairs = Object.entries(wanted);
  return pairs.length > 0 && pairs.every(([key, value]) => tags[key] === value);
}
