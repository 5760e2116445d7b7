/**
 * The disaster-recovery REST API of a portal, for scripts.
 *
 * @param portalUrl - for example `http://localhost:7007`
 * @param token - a token that the portal's configuration lets in, as automation has one
 */
export function portalApi(portalUrl, token) {
  const call = async (method, path, body) => {
    const response = await fetch(`${portalUrl}/api/disaster-recovery${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(
        `${method} ${path} was answered ${response.status}: ${messageOf(text)}`,
      );
    }
    return text ? JSON.parse(text) : undefined;
  };
  return {
    get: path => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
  };
}

function messageOf(text) {
  try {
    return JSON.parse(text).error.message;
  } catch {
    return text.slice(0, 500);
  }
}
