const DIGITS =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));

/** The numbers of one segment: base 64, five bits a digit, the lowest bit is the sign. */
function readNumbers(text) {
  const numbers = [];
  let value = 0;
  let shift = 0;
  for (const digit of text) {
    const bits = VALUES.get(digit);
    value += (bits % 32) * 2 ** shift;
    shift += 5;
    if (bits < 32) {
      numbers.push(value % 2 === 1 ? -(value - 1) / 2 : value / 2);
      value = 0;
      shift = 0;
    }
  }
  return numbers;
}

/**
 * Reads the `mappings` of a source map.
 *
 * @returns for each line the segments in it: the `column` where each begins, and the index of the `source` that it came from
 */
export function readMappings(mappings) {
  let source = 0;
  return mappings.split(';').map(line => {
    let column = 0;
    return line
      .split(',')
      .filter(Boolean)
      .map(segment => {
        const [columns, sources] = readNumbers(segment);
        column += columns;
        source += sources ?? 0;
        return { column, source: sources === undefined ? undefined : source };
      });
  });
}
