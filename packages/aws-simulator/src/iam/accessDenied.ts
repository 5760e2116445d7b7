import { AwsError } from '../wire/AwsError';
import { ServiceName } from '../wire/ServiceModel';

/** A call that no policy allows, in each service's own words. */
export function accessDenied(service: ServiceName, words: string): AwsError {
  switch (service) {
    case 'ec2':
      return new AwsError(
        'UnauthorizedOperation',
        `You are not authorized to perform this operation. ${words}`,
        { status: 403 },
      );
    case 'sts':
    case 'iam':
      return new AwsError('AccessDenied', words, { status: 403 });
    case 'drs':
      return new AwsError('AccessDeniedException', words, { status: 403 });
    default:
      return new AwsError('AccessDeniedException', words, { status: 400 });
  }
}
