const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The portal's own document, as anybody may read it who is signed in. */
export async function readOpenApi(portalUrl, token) {
  const response = await fetch(
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
  const response = await fetch(
    `${portalUrl}/api/disaster-recovery${path}${search && `?${search}`}`,
    {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: isRaw || body === undefined ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
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
