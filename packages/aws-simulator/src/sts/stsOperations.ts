import { Operations, read, write } from '../Call';
import { AwsError } from '../wire/AwsError';

export const stsOperations: Operations = {
  GetCallerIdentity: read((_input, call) => ({
    UserId: call.principal.userId,
    Account: call.principal.account,
    Arn: call.principal.arn,
  })),

  AssumeRole: write((input, call) => {
    const match = String(input.RoleArn).match(
      /^arn:aws:iam::(\d{12}):role\/(?:.+\/)?([^/]+)$/,
    );
    if (!match || !call.world.hasAccount(match[1])) {
      throw new AwsError(
        'AccessDenied',
        `User: ${call.principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`,
        { status: 403 },
      );
    }
    const [, account, role] = match;
    const { world } = call;
    const number = world.count('session');
    const accessKeyId = `ASIA${world.random
      .alphanumeric(`session:${number}`, 16)
      .toUpperCase()}`;
    const userId = `AROA${world.random
      .alphanumeric(`role:${input.RoleArn}`, 17)
      .toUpperCase()}:${input.RoleSessionName}`;
    const arn = `arn:aws:sts::${account}:assumed-role/${role}/${input.RoleSessionName}`;
    world.state.accessKeys[accessKeyId] = { account, arn, userId };
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: world.random.alphanumeric(`secret:${number}`, 32),
        SessionToken: world.random.hex(`token:${number}`, 64),
        // Clients look at their own clock to see whether it has come, not at the simulated one.
        Expiration: Date.now() + (input.DurationSeconds ?? 3600) * 1000,
      },
      AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
      PackedPolicySize: 1,
    };
  }),
};
