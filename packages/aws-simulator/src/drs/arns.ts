/** ARN of a DRS resource. */
export function drsArn(
  kind:
    | 'source-server'
    | 'recovery-instance'
    | 'job'
    | 'replication-configuration-template'
    | 'launch-configuration-template',
  owner: { account: string; region: string },
  id: string,
): string {
  return `arn:aws:drs:${owner.region}:${owner.account}:${kind}/${id}`;
}
