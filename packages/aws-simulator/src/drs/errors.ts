import { AwsError } from '../wire/AwsError';

export function uninitialized(): AwsError {
  return new AwsError(
    'UninitializedAccountException',
    'Account not initialized. Use InitializeService to initialize the account in this region.',
    { members: { code: 'UNINITIALIZED_ACCOUNT' } },
  );
}

export function notFound(type: string, id: string): AwsError {
  return new AwsError(
    'ResourceNotFoundException',
    `${type} ${id} was not found.`,
    {
      status: 404,
      members: {
        code: 'RESOURCE_NOT_FOUND',
        resourceId: id,
        resourceType: type,
      },
    },
  );
}

export function conflict(
  message: string,
  type?: string,
  id?: string,
): AwsError {
  return new AwsError('ConflictException', message, {
    status: 409,
    members: { code: 'CONFLICT', resourceId: id, resourceType: type },
  });
}

export function quotaExceeded(message: string, quotaCode: string): AwsError {
  return new AwsError('ServiceQuotaExceededException', message, {
    status: 402,
    members: { code: 'SERVICE_QUOTA_EXCEEDED', serviceCode: 'drs', quotaCode },
  });
}

export function invalid(field: string, message: string): AwsError {
  return new AwsError('ValidationException', message, {
    members: {
      code: 'INVALID_FIELD',
      reason: 'fieldValidationFailed',
      fieldList: [{ name: field, message }],
    },
  });
}

export function invalidToken(): AwsError {
  return invalid('nextToken', 'The pagination token is not valid.');
}
