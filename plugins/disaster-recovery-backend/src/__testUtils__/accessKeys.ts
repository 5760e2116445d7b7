import type { RunningSimulator } from '@internal/aws-simulator';

/** The `aws.accounts` configuration for every account of a simulated AWS. No secret is checked there. */
export function accessKeysOf(aws: RunningSimulator): {
  accountId: string;
  accessKeyId: string;
  secretAccessKey: string;
}[] {
  const { accessKeys } = aws.simulator.world.state;
  const byAccount = new Map<string, string>();
  for (const [accessKeyId, { account }] of Object.entries(accessKeys)) {
    if (!byAccount.has(account)) {
      byAccount.set(account, accessKeyId);
    }
  }
  return [...byAccount].map(([accountId, accessKeyId]) => ({
    accountId,
    accessKeyId,
    secretAccessKey: 'no-secret-is-checked',
  }));
}
