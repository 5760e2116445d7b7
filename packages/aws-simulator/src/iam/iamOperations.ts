import { Operations, read } from '../Call';
import { AwsError } from '../wire/AwsError';

export const iamOperations: Operations = {
  GetInstanceProfile: read((input, call) => {
    const { instanceProfiles } = call.world.state.accounts[call.account];
    const profile = instanceProfiles[input.InstanceProfileName];
    if (!profile) {
      throw new AwsError(
        'NoSuchEntity',
        `Instance Profile ${input.InstanceProfileName} cannot be found.`,
        { status: 404 },
      );
    }
    const id = call.world.random
      .alphanumeric(`profile:${profile.name}`, 17)
      .toUpperCase();
    return {
      InstanceProfile: {
        Path: '/',
        InstanceProfileName: profile.name,
        InstanceProfileId: `AIPA${id}`,
        Arn: profile.arn,
        CreateDate: 1_600_000_000_000,
        Roles: [],
      },
    };
  }),
};
