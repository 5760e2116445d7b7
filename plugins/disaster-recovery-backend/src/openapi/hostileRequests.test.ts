import { mockCredentials } from '@backstage/backend-test-utils';
import { encodeCursor } from '../database/cursor';
import { type TestPortal, testPortals } from '../__testUtils__';

jest.setTimeout(180_000);

describe('a request that is not as the document says', () => {
  const portals = testPortals();
  let portal: TestPortal;

  const ask = async (
    path: string,
    options: { method?: string; body?: string; user?: string } = {},
  ) => {
    const { method = 'GET', body, user = 'user:default/somebody' } = options;
    const response = await fetch(`${portal.url}${path}`, {
      method,
      body,
      headers: {
        authorization: mockCredentials.user.header(user),
        'content-type': 'application/json',
      },
    });
    const text = await response.text();
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      message: text && JSON.parse(text).error?.message,
    };
  };

  beforeAll(async () => {
    portal = await portals.start({ config: { rateLimit: { requests: 3 } } });
  }, 180_000);

  it.each([
    ['HEAD', '/failover-sessions'],
    ['PATCH', '/recovery-plans'],
    ['GET', '/recovery-plans/validate/more'],
    ['POST', '/executions/id/explode'],
  ])(
    'is refused when there is no such operation: %s %s',
    async (method, path) => {
      const { status } = await ask(path, { method });
      expect(status).toBe(404);
    },
  );

  it.each([
    ['a NUL character in the path', '/executions/a%00'],
    ['a path that is not well encoded', '/executions/%zz'],
    ['a NUL character in the search', '/executions?text=%00'],
  ])('is refused for %s', async (_what, path) => {
    const { status, message } = await ask(path);
    expect([status, message]).toEqual([400, expect.stringMatching(/\w+ \w+/)]);
  });

  it.each(
    [
      { offset: -1 },
      { offset: 1e300 },
      { key: 'x', id: 'x' },
      { key: '9'.repeat(17), id: 'x' },
      { key: { a: 1 }, id: 1 },
    ].flatMap(values =>
      ['failover-sessions', 'executions', 'recovery-plans'].map(list => [
        list,
        JSON.stringify(values),
      ]),
    ),
  )('is refused by %s for the cursor %s', async (list, values) => {
    const cursor = encodeCursor(JSON.parse(values));
    const { status, message } = await ask(`/${list}?cursor=${cursor}`);
    expect([status, message]).toEqual([
      400,
      'The cursor is not one that this list gave out',
    ]);
  });

  it('is refused for a body that nothing could store', async () => {
    const body = '{"executionType":"DRILL","__proto__":{"isAdmin":true}}';
    await expect(
      ask('/recovery-plans/x/run', {
        method: 'POST',
        body,
        user: 'user:default/p',
      }),
    ).resolves.toMatchObject({ status: 400 });
  });

  it('is answered 429 when it is one too many of what is expensive, and tells when to go on', async () => {
    const user = 'user:default/eager';
    const expensive = '/recovery-plans/nothing/preflight';
    for (let count = 0; count < 3; count += 1) {
      expect((await ask(expensive, { user })).status).toBe(404);
    }
    const { status, retryAfter, message } = await ask(expensive, { user });
    expect([status, message]).toEqual([
      429,
      expect.stringContaining('You have asked for more than 3 changes'),
    ]);
    expect(Number(retryAfter)).toBeGreaterThan(0);
    expect((await ask('/recovery-plans', { user })).status).toBe(200);
    expect((await ask(expensive, { user: 'user:default/other' })).status).toBe(
      404,
    );
  });
});
