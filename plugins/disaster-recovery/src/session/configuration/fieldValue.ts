/** A value of a group's or plan's field, as text. Lists by commas, switches as yes and no, what has parts as its parts by name. */
export function fieldValue(
  value: unknown,
  words: { yes: string; no: string; none: string },
): string {
  if (value === undefined || value === null || value === '') {
    return words.none;
  }
  if (typeof value === 'boolean') {
    return value ? words.yes : words.no;
  }
  if (Array.isArray(value)) {
    return value.length === 0
      ? words.none
      : value.map(item => fieldValue(item, words)).join(', ');
  }
  return typeof value === 'object'
    ? Object.entries(value)
        .map(([name, part]) => `${name}: ${fieldValue(part, words)}`)
        .join(', ')
    : String(value);
}
