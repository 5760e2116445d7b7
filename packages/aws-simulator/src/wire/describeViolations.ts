import { AwsError } from './AwsError';
import { ServiceName } from './ServiceModel';
import { Violation } from './validate';

function sentence(violation: Violation): string {
  const value =
    violation.kind === 'missing'
      ? 'null'
      : `'${
          typeof violation.value === 'object'
            ? JSON.stringify(violation.value)
            : violation.value
        }'`;
  return `Value ${value === 'null' ? 'null' : value} at '${
    violation.path
  }' failed to satisfy constraint: ${violation.rule}`;
}

function summary(violations: Violation[]): string {
  return `${violations.length} validation error${
    violations.length === 1 ? '' : 's'
  } detected: ${violations.map(sentence).join('; ')}`;
}

function ec2Error(violation: Violation): AwsError {
  if (violation.kind === 'missing') {
    return new AwsError(
      'MissingParameter',
      `The request must contain the parameter ${violation.name}`,
    );
  }
  return new AwsError(
    'InvalidParameterValue',
    `Value (${String(violation.value)}) for parameter ${
      violation.name
    } is invalid. ${violation.rule}`,
  );
}

/** Turns what is wrong with a request into the error each service gives for it. */
export function describeViolations(
  service: ServiceName,
  violations: Violation[],
): AwsError {
  switch (service) {
    case 'ec2':
      return ec2Error(violations[0]);
    case 'sts':
    case 'iam':
      return new AwsError('ValidationError', summary(violations));
    case 'drs':
      return new AwsError('ValidationException', summary(violations), {
        members: {
          code: 'INVALID_FIELD',
          reason: 'fieldValidationFailed',
          fieldList: violations.map(violation => ({
            name: violation.path,
            message: violation.rule,
          })),
        },
      });
    default:
      if (violations.some(violation => violation.kind === 'type')) {
        return new AwsError(
          'SerializationException',
          summary(violations.filter(violation => violation.kind === 'type')),
        );
      }
      return new AwsError(
        service === 'logs'
          ? 'InvalidParameterException'
          : 'ValidationException',
        summary(violations),
      );
  }
}
