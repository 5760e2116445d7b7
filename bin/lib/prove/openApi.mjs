const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The portal's own document, as anybody may read it who is signed in. */
export async function readOpenApi(portalUrl, token) {
  const response = await fetchAnew(
    `${portalUrl}/api/disaster-recovery/openapi.json`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  if (!response.ok) {
    throw new Error(`The OpenAPI document was answered ${response.status}`);
  }
  return response.json();
}

/** Every operation of the document, with the permissions that its description names. */
export function operationsOf(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter(method => item[method]).map(method => {
      const operation = item[method];
      return {
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        collection: path.split('/')[1],
        parameters: operation.parameters ?? [],
        bodySchema: operation.requestBody?.content['application/json'].schema,
        permissions: [
          ...operation.description.matchAll(/disaster-recovery\.[\w.-]+\w/g),
        ].map(([name]) => name),
      };
    }),
  );
}

/** A connection that the portal closed for having been idle, at the moment in which it was to be used again. */
const CLOSED = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'];
const ATTEMPTS = 3;

/** As `fetch`, which tells of such a connection instead of opening another one. */
async function fetchAnew(url, init, attempt = 1) {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(60_000) });
  } catch (error) {
    if (attempt === ATTEMPTS || !CLOSED.includes(error.cause?.code)) {
      throw error;
    }
    return fetchAnew(url, init, attempt + 1);
  }
}

/**
 * Sends a request to the disaster-recovery API.
 *
 * @param request - `method`, `path`, `query` (an object, or the text after the question mark), `body` (made JSON unless it is
 *   text or bytes), `headers` beside the usual ones
 * @returns `status`, `headers`, `text`, and the parsed `json` if it is some
 */
export async function send(portalUrl, request, token) {
  const { method, path, query = '', body, headers } = request;
  const search =
    typeof query === 'string' ? query : new URLSearchParams(query).toString();
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetchAnew(
    `${portalUrl}/api/disaster-recovery${path}${search && `?${search}`}`,
    {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: isRaw || body === undefined ? body : JSON.stringify(body),
    },
  );
  const text = await response.text();
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: response.status, headers: response.headers, text, json };
}
