import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { gunzipSync } from 'node:zlib';
import { WireRequest, WireResponse } from './types';

async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) {
    chunks.push(chunk);
  }
  const raw = Buffer.concat(chunks);
  const isCompressed = message.headers['content-encoding'] === 'gzip';
  const [path, query = ''] = (message.url ?? '/').split(/\?(.*)/s);
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(',') : value,
      ]),
    ),
    body: (isCompressed ? gunzipSync(raw) : raw).toString('utf8'),
  };
}

function send(response: ServerResponse, answer: WireResponse): void {
  if (answer.loss === 'broken') response.destroy();
  if (answer.loss) return;
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(answer.status === 204
      ? {}
      : { 'content-length': Buffer.byteLength(answer.body) }),
  });
  response.end(answer.body);
}

/** An HTTP server that hands whole requests to a function, in the order in which they came. */
export function createHttpServer(
  answer: (request: WireRequest) => WireResponse | Promise<WireResponse>,
): Server {
  return createServer((message, response) => {
    readRequest(message)
      .then(async request => send(response, await answer(request)))
      .catch(error => {
        process.stderr.write(`${(error as Error).stack}\n`);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
  });
}
