import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ResponseError } from '@backstage/errors';
import type { RecoveryPlan } from '../schemas';
import { DisasterRecoveryClient } from './DisasterRecoveryClient';
import type { DisasterRecoveryApi } from './types';

interface Received {
  method?: string;
  url?: string;
  contentType?: string;
  authorization?: string;
  body: string;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

describe('DisasterRecoveryClient', () => {
  let server: Server;
  let client: DisasterRecoveryApi;
  let received: Received[];
  let answer: { status: number; body?: unknown };

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      received.push({
        method: request.method,
        url: request.url,
        contentType: request.headers['content-type'],
        authorization: request.headers.authorization,
        body: await bodyOf(request),
      });
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(answer.body && JSON.stringify(answer.body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    client = new DisasterRecoveryClient({
      discoveryApi: {
        getBaseUrl: async pluginId =>
          `http://127.0.0.1:${port}/api/${pluginId}`,
      },
      fetchApi: {
        fetch: (input, init) =>
          fetch(input, {
            ...init,
            headers: { ...init?.headers, authorization: 'Bearer mine' },
          }),
      },
    });
  });

  beforeEach(() => {
    received = [];
    answer = { status: 200, body: { items: [] } };
  });

  afterAll(
    () =>
      new Promise(resolve => {
        server.close(resolve);
      }),
  );

  it('asks the plugin as the caller, and gives its answer back', async () => {
    answer = { status: 200, body: { id: 'plan-1', name: 'Orders' } };
    const plan: RecoveryPlan = await client.getRecoveryPlan('plan-1');
    expect(plan).toEqual({ id: 'plan-1', name: 'Orders' });
    expect(received).toEqual([
      {
        method: 'GET',
        url: '/api/disaster-recovery/recovery-plans/plan-1',
        authorization: 'Bearer mine',
        body: '',
      },
    ]);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['nothing without a query', () => client.listSessions(), ''],
    [
      'each value of a list',
      () =>
        client.listSessions({
          status: ['READY_FOR_FAILBACK', 'CLEANING_UP'],
          limit: 10,
        }),
      '?status=READY_FOR_FAILBACK&status=CLEANING_UP&limit=10',
    ],
    [
      'false and zero, but not what is left open or empty',
      () =>
        client.listSessions({
          text: '',
          owner: undefined,
          limit: 0,
          status: [],
        }),
      '?limit=0',
    ],
    [
      'what has a meaning in an address, escaped',
      () => client.listSessions({ text: 'a&b=c d%/ü' }),
      '?text=a%26b%3Dc+d%25%2F%C3%BC',
    ],
  ])('puts into the query %s', async (_, ask, search) => {
    await ask();
    expect(received[0].url).toBe(
      `/api/disaster-recovery/failover-sessions${search}`,
    );
  });

  it('keeps an id within its segment of the path', async () => {
    await client.getCleanupPlan('../x?y', { deleteSourceServers: false });
    expect(received[0].url).toBe(
      '/api/disaster-recovery/failover-sessions/..%2Fx%3Fy/cleanup-plan?deleteSourceServers=false',
    );
  });

  it('sends what it is given as JSON, and an empty object where an action needs nothing', async () => {
    const input = { planId: 'p', deleteSourceServers: true };
    await client.cleanup('s', input);
    await client.reProtect('s');
    await client.installAgents('s');
    await client.updateRecoveryPlan('p', {
      name: 'Orders',
      waves: [],
      version: 3,
    });
    expect(
      received.map(({ method, url, contentType, body }) => [
        method,
        url?.replace('/api/disaster-recovery', ''),
        contentType,
        JSON.parse(body),
      ]),
    ).toEqual([
      ['POST', '/failover-sessions/s/cleanup', 'application/json', input],
      ['POST', '/failover-sessions/s/re-protect', 'application/json', {}],
      ['POST', '/failover-sessions/s/install-agents', 'application/json', {}],
      [
        'PUT',
        '/recovery-plans/p',
        'application/json',
        { name: 'Orders', waves: [], version: 3 },
      ],
    ]);
  });

  it('takes an answer without content for done', async () => {
    answer = { status: 204 };
    await expect(client.deleteRecoveryPlan('p')).resolves.toBeUndefined();
    expect(received[0]).toMatchObject({
      method: 'DELETE',
      url: '/api/disaster-recovery/recovery-plans/p',
      body: '',
    });
  });

  it("rejects with the server's own words, and with all that they came with", async () => {
    answer = {
      status: 409,
      body: {
        error: { name: 'ConflictError', message: 'Operation 7 is running' },
        request: { method: 'POST', url: '/x' },
        response: { statusCode: 409 },
      },
    };
    const refused: Error = await client.mirrorConfig('s').then(
      () => new Error('was not refused'),
      error => error,
    );
    expect(refused).toBeInstanceOf(ResponseError);
    expect(refused).toMatchObject({
      statusCode: 409,
      body: { error: { message: 'Operation 7 is running' } },
      cause: { name: 'ConflictError', message: 'Operation 7 is running' },
    });
  });
});
