import { AwsError } from '../wire/AwsError';

export function ec2Error(code: string, message: string): AwsError {
  return new AwsError(code, message);
}

/** What EC2 says about ids that do not exist. */
export function instanceNotFound(ids: string[]): AwsError {
  return ids.length === 1
    ? ec2Error(
        'InvalidInstanceID.NotFound',
        `The instance ID '${ids[0]}' does not exist`,
      )
    : ec2Error(
        'InvalidInstanceID.NotFound',
        `The instance IDs '${ids.join(', ')}' do not exist`,
      );
}

export function invalidToken(): AwsError {
  return ec2Error('InvalidParameterValue', 'Unable to parse pagination token');
}
