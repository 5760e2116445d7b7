import { ServiceModel, Shape, ShapeReference } from './ServiceModel';
import { parseTimestamp } from './timestamps';

/** What is wrong with one member of a request. */
export type Violation = {
  kind: 'missing' | 'type' | 'constraint';
  /** Path as AWS writes it: `sourceServers.1.member.sourceServerID`. */
  path: string;
  /** The member's own name. */
  name: string;
  /** The rule in AWS's words: "Member must not be null". */
  rule: string;
  value?: unknown;
};

const patterns = new Map<string, RegExp>();
function matches(pattern: string, value: string): boolean {
  let expression = patterns.get(pattern);
  if (!expression) {
    // The models use Java's classes, JavaScript knows those under \p.
    const source = pattern.replaceAll('[:print:]', ' -~');
    try {
      expression = new RegExp(`^(?:${source})$`, 'u');
    } catch {
      expression = new RegExp(`^(?:${source})$`);
    }
    patterns.set(pattern, expression);
  }
  return expression.test(value);
}

const SCALAR: Record<string, (value: unknown) => boolean> = {
  string: value => typeof value === 'string',
  integer: value => Number.isInteger(value),
  long: value => Number.isInteger(value),
  double: value => typeof value === 'number',
  float: value => typeof value === 'number',
  boolean: value => typeof value === 'boolean',
  timestamp: value => !Number.isNaN(parseTimestamp(value)),
  blob: value => typeof value === 'string',
};

/** Checks a request against the model: required members, types, enums, patterns and limits. */
export function validate(
  model: ServiceModel,
  shapeName: string,
  input: Record<string, unknown>,
): Violation[] {
  const violations: Violation[] = [];

  function constraint(
    path: string,
    name: string,
    value: unknown,
    rule: string,
  ) {
    return violations.push({ kind: 'constraint', path, name, value, rule });
  }

  function checkScalar(
    shape: Shape,
    path: string,
    name: string,
    value: unknown,
  ) {
    if (shape.enum && !shape.enum.includes(value as string)) {
      constraint(
        path,
        name,
        value,
        `Member must satisfy enum value set: [${shape.enum.join(', ')}]`,
      );
    }
    if (typeof value === 'string') {
      if (shape.pattern && !matches(shape.pattern, value)) {
        constraint(
          path,
          name,
          value,
          `Member must satisfy regular expression pattern: ${shape.pattern}`,
        );
      }
      checkSize(shape, path, name, value, value.length, 'length ');
    } else if (typeof value === 'number') {
      checkSize(shape, path, name, value, value, 'value ');
    }
  }

  function checkSize(
    shape: Shape,
    path: string,
    name: string,
    value: unknown,
    size: number,
    what: string,
  ) {
    if (shape.min !== undefined && size < shape.min) {
      constraint(
        path,
        name,
        value,
        `Member must have ${what}greater than or equal to ${shape.min}`,
      );
    }
    if (shape.max !== undefined && size > shape.max) {
      constraint(
        path,
        name,
        value,
        `Member must have ${what}less than or equal to ${shape.max}`,
      );
    }
  }

  function checkStructure(
    shape: Shape,
    path: string,
    value: Record<string, unknown>,
  ) {
    for (const required of shape.required ?? []) {
      if (value[required] === undefined || value[required] === null) {
        violations.push({
          kind: 'missing',
          path: path ? `${path}.${required}` : required,
          name: required,
          rule: 'Member must not be null',
        });
      }
    }
    for (const [member, reference] of Object.entries(shape.members ?? {})) {
      if (value[member] !== undefined && value[member] !== null) {
        check(
          reference,
          path ? `${path}.${member}` : member,
          member,
          value[member],
        );
      }
    }
  }

  function check(
    reference: ShapeReference,
    path: string,
    name: string,
    value: unknown,
  ) {
    const shape = model.shape(reference.shape);
    const wrongType = (expected: string) =>
      violations.push({
        kind: 'type',
        path,
        name,
        value,
        rule: `Member must be of type ${expected}`,
      });
    switch (shape.type) {
      case 'structure':
        if (typeof value !== 'object' || Array.isArray(value)) {
          wrongType('structure');
        } else {
          checkStructure(shape, path, value as Record<string, unknown>);
        }
        break;
      case 'list':
        if (!Array.isArray(value)) {
          wrongType('list');
        } else {
          checkSize(shape, path, name, value, value.length, 'length ');
          value.forEach((item, index) =>
            check(shape.member!, `${path}.${index + 1}.member`, name, item),
          );
        }
        break;
      case 'map':
        if (typeof value !== 'object' || Array.isArray(value)) {
          wrongType('map');
        } else {
          const entries = Object.entries(value as Record<string, unknown>);
          checkSize(shape, path, name, value, entries.length, 'length ');
          for (const [key, entry] of entries) {
            check(shape.key!, `${path}.${key}.key`, name, key);
            check(shape.value!, `${path}.${key}.member`, name, entry);
          }
        }
        break;
      default:
        if (!SCALAR[shape.type](value)) {
          wrongType(shape.type);
        } else {
          checkScalar(shape, path, name, value);
        }
    }
  }

  checkStructure(model.shape(shapeName), '', input);
  return violations;
}
