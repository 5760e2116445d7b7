/** Deeper than anything that the document describes. */
const DEEPEST = 20;
const HALF_A_CHARACTER = /\p{Surrogate}/u;

function findInText(text: string): string | undefined {
  if (text.includes('\u0000')) {
    return 'A text has a NUL character in it, which cannot be stored';
  }
  return HALF_A_CHARACTER.test(text)
    ? 'A text has half a character in it (a lone surrogate), which cannot be stored'
    : undefined;
}

/**
 * Looks for what no table can hold: text that Postgres refuses, members that are JavaScript's own, and nesting without end.
 * What is nested is looked at one after another, so that depth costs no stack.
 *
 * @returns what is wrong, in a sentence; undefined if nothing is
 */
export function findUnstorable(value: unknown): string | undefined {
  const waiting: { item: unknown; depth: number }[] = [
    { item: value, depth: 0 },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { item, depth } = next;
    if (typeof item === 'string') {
      const found = findInText(item);
      if (found) {
        return found;
      }
    } else if (item !== null && typeof item === 'object') {
      if (depth === DEEPEST) {
        return `Nothing here is nested deeper than ${DEEPEST} levels`;
      }
      for (const [key, inner] of Object.entries(item)) {
        if (key === '__proto__') {
          return 'No member can be called __proto__';
        }
        waiting.push(
          { item: key, depth: depth + 1 },
          { item: inner, depth: depth + 1 },
        );
      }
    }
  }
  return undefined;
}
