import { Call, Operations, read, write } from '../Call';
import { accessDenied } from '../iam/accessDenied';
import { trusts } from '../iam/decide';
import { AwsError } from '../wire/AwsError';

/** AWS does not say whether there is no such role, or whether it does not trust the caller. */
function denied({ principal }: Call, roleArn: string): AwsError {
  return accessDenied(
    'sts',
    `User: ${principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
  );
}

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
      throw denied(call, input.RoleArn);
    }
    const [, account, role] = match;
    const { world } = call;
    const { trust } =
      world.state.access.principals[`${account}/role/${role}`] ?? {};
    const keys = new Map<string, string[]>(
      input.ExternalId ? [['sts:externalid', [input.ExternalId]]] : [],
    );
    if (trust && !trusts(trust, call.principal, keys)) {
      throw denied(call, input.RoleArn);
    }
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
