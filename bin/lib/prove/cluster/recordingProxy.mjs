import { EventEmitter } from 'node:events';
import http from 'node:http';

const READS = /^(Describe|List|Get|Filter|Simulate|Search|Batch|AssumeRole)/;

/** What a request to AWS asks for, by each of its three protocols. */
function operationOf(request, body) {
  const target = request.headers['x-amz-target'];
  if (target) {
    return target.split('.').at(-1);
  }
  return (
    /(?:^|&)Action=(\w+)/.exec(body.toString('latin1', 0, 2_000))?.[1] ??
    request.url.slice(1)
  );
}

/**
 * Stands between one replica and the simulated AWS, so that it is known which replica made a call: the calls that may change
 * something are announced as `call` when they arrive, and again as `answer`.
 *
 * @returns `url`, `events`, `counts` (`reads` and `writes`), `stop`
 */
export async function startRecordingProxy(target) {
  const { hostname, port } = new URL(target);
  const agent = new http.Agent({ keepAlive: true });
  const events = new EventEmitter();
  const counts = { reads: 0, writes: 0 };
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks);
    const call = { operation: operationOf(request, body), at: Date.now() };
    const isRead = READS.test(call.operation);
    counts[isRead ? 'reads' : 'writes'] += 1;
    if (!isRead) {
      events.emit('call', call);
    }
    const { method, url: path, headers } = request;
    const onward = http.request(
      { agent, hostname, port, method, path, headers },
      answer => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
        answer.on('error', () => response.destroy());
        answer.on('end', () => isRead || events.emit('answer', call));
      },
    );
    // A connection that AWS broke is broken for the replica too.
    onward.on('error', () => response.destroy());
    onward.end(body);
  });
  // What a killed replica was sending has no reader any more, and nobody to tell.
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    events,
    counts,
    stop: () => {
      agent.destroy();
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    },
  };
}
