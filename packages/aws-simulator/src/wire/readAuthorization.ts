/** What a SigV4 Authorization header says about the caller. */
export type CredentialScope = {
  accessKeyId: string;
  region: string;
  service: string;
};

/**
 * Reads the credential scope of a SigV4 request. Signatures are not checked: the
 * simulator knows no secrets, the scope is what routes a call.
 */
export function readAuthorization(
  header: string | undefined,
): CredentialScope | undefined {
  const match = header?.match(
    /^AWS4-HMAC-SHA256 .*Credential=([^/,\s]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/,
  );
  return match
    ? { accessKeyId: match[1], region: match[2], service: match[3] }
    : undefined;
}
