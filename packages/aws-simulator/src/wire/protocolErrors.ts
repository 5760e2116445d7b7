import { AwsError } from './AwsError';
import { ServiceName } from './ServiceModel';

/** A request without an Authorization header. */
export function missingToken(service: ServiceName): AwsError {
  const isXml = ['ec2', 'sts', 'iam'].includes(service);
  return new AwsError(
    isXml
      ? 'MissingAuthenticationToken'
      : 'MissingAuthenticationTokenException',
    isXml
      ? 'Request is missing Authentication Token'
      : 'Missing Authentication Token',
    { status: service === 'drs' || isXml ? 403 : 400 },
  );
}

/** A request with an access key that no account has. */
export function invalidToken(service: ServiceName): AwsError {
  switch (service) {
    case 'ec2':
      return new AwsError(
        'AuthFailure',
        'AWS was not able to validate the provided access credentials',
        { status: 401 },
      );
    case 'sts':
    case 'iam':
      return new AwsError(
        'InvalidClientTokenId',
        'The security token included in the request is invalid.',
        { status: 403 },
      );
    default:
      return new AwsError(
        'UnrecognizedClientException',
        'The security token included in the request is invalid.',
        { status: service === 'drs' ? 403 : 400 },
      );
  }
}

/** An operation that the service does not have. */
export function unknownOperation(
  service: ServiceName,
  operation: string,
): AwsError {
  switch (service) {
    case 'ec2':
    case 'sts':
    case 'iam':
      return new AwsError(
        'InvalidAction',
        `The action ${operation} is not valid for this web service.`,
      );
    case 'drs':
      return new AwsError(
        'UnknownOperationException',
        `The operation ${operation} is not known.`,
        { status: 404 },
      );
    default:
      return new AwsError('UnknownOperationException', '', { status: 400 });
  }
}

/** Too many calls, in each service's own words. */
export function throttled(
  service: ServiceName,
  retryAfterSeconds: number,
): AwsError {
  if (service === 'ec2') {
    return new AwsError('RequestLimitExceeded', 'Request limit exceeded.', {
      status: 503,
    });
  }
  if (service === 'drs') {
    return new AwsError('ThrottlingException', 'Rate exceeded', {
      status: 429,
      headers: { 'retry-after': String(retryAfterSeconds) },
    });
  }
  return new AwsError(
    ['sts', 'iam'].includes(service) ? 'Throttling' : 'ThrottlingException',
    'Rate exceeded',
  );
}

/** AWS's own fault, in each service's own words. */
export function internalError(service: ServiceName): AwsError {
  const codes: Record<ServiceName, string> = {
    drs: 'InternalServerException',
    ssm: 'InternalServerError',
    ec2: 'InternalError',
    sts: 'InternalFailure',
    iam: 'ServiceFailure',
    logs: 'ServiceUnavailableException',
  };
  return new AwsError(codes[service], 'An internal error has occurred', {
    status: 500,
  });
}
