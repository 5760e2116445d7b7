/** The simulated IAM: what roles may do, and what was asked of them. */
export function iamControl(simulatorUrl) {
  const post = async body => {
    const response = await fetch(`${simulatorUrl}/_simulator/policies`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(`The simulated IAM refused: ${answer.error}`);
    }
    return answer;
  };
  return {
    put: entry => post({ action: 'put', ...entry }),
    uses: async () => (await post({ action: 'uses' })).uses,
    forgetUses: () => post({ action: 'forgetUses' }),
  };
}

/** Becomes a role, past the portal. Gives its access key; the simulated AWS checks no secret. */
export async function assumeRole(simulatorUrl, key, roleArn, externalId) {
  const response = await fetch(simulatorUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `AWS4-HMAC-SHA256 Credential=${key}/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: new URLSearchParams({
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: roleArn,
      RoleSessionName: 'proof',
      ...(externalId && { ExternalId: externalId }),
    }),
  });
  const text = await response.text();
  const found = text.match(/<AccessKeyId>(\w+)<\/AccessKeyId>/);
  return found
    ? { accessKeyId: found[1] }
    : { error: text.match(/<Message>([^<]*)<\/Message>/)?.[1] ?? text };
}
