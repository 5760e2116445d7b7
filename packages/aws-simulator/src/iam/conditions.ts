/** The condition keys of a request: names in lower case, each with its values. */
export type RequestKeys = Map<string, string[]>;

type Operator = (actual: string, wanted: string) => boolean;

/** Whether a text is what a pattern with `*` and `?` describes. */
export function isLike(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

const equals: Operator = (actual, wanted) => actual === wanted;
const equalsIgnoringCase: Operator = (actual, wanted) =>
  actual.toLowerCase() === wanted.toLowerCase();

const OPERATORS: Record<string, { holds: Operator; negated?: boolean }> = {
  StringEquals: { holds: equals },
  StringNotEquals: { holds: equals, negated: true },
  StringEqualsIgnoreCase: { holds: equalsIgnoringCase },
  StringLike: { holds: isLike },
  StringNotLike: { holds: isLike, negated: true },
  ArnEquals: { holds: isLike },
  ArnLike: { holds: isLike },
  ArnNotLike: { holds: isLike, negated: true },
  Bool: { holds: equalsIgnoringCase },
};

function parse(name: string) {
  const match = name.match(
    /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/,
  )!;
  return { set: match[1], base: match[2], ifExists: match[3] !== undefined };
}

export function isKnownOperator(name: string): boolean {
  const isWellFormed = /^(?:(ForAnyValue|ForAllValues):)?\w+$/.test(name);
  if (!isWellFormed) return false;
  const { base } = parse(name);
  return base === 'Null' || base in OPERATORS;
}

function holds(
  name: string,
  actual: string[] | undefined,
  wanted: string[],
): boolean {
  const { set, base, ifExists } = parse(name);
  if (base === 'Null') {
    return wanted.some(value => (value === 'true') === (actual === undefined));
  }
  const operator = OPERATORS[base];
  const isOne = (value: string) => {
    const found = wanted.some(item => operator.holds(value, item));
    return operator.negated ? !found : found;
  };
  if (actual === undefined) {
    return ifExists || set === 'ForAllValues' || operator.negated === true;
  }
  return set === 'ForAllValues' ? actual.every(isOne) : actual.some(isOne);
}

/** Whether all conditions of a statement hold for a request. */
export function conditionsHold(
  condition: Record<string, Record<string, string | string[]>> | undefined,
  keys: RequestKeys,
): boolean {
  return Object.entries(condition ?? {}).every(([operator, byKey]) =>
    Object.entries(byKey).every(([key, wanted]) =>
      holds(
        operator,
        keys.get(key.toLowerCase()),
        Array.isArray(wanted) ? wanted : [wanted],
      ),
    ),
  );
}
