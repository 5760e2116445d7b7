/** Splits at an operator that is outside of quotes and brackets. */
export function splitAt(
  text: string,
  operator: RegExp,
): [string, string] | undefined {
  let depth = 0;
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (quote) {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if ('({['.includes(character)) {
      depth += 1;
    } else if (')}]'.includes(character)) {
      depth -= 1;
    } else if (depth === 0) {
      const match = text.slice(index).match(operator);
      if (match?.index === 0) {
        return [text.slice(0, index), text.slice(index + match[0].length)];
      }
    }
  }
  return undefined;
}
