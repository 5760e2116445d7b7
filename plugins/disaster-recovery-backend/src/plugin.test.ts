import { testPortals } from './__testUtils__';

jest.setTimeout(120_000);

describe('disaster-recovery backend', () => {
  const portals = testPortals();

  it('serves one OpenAPI document that lists the routes of the requirements', async () => {
    const portal = await portals.start();
    const document = await (await fetch(`${portal.url}/openapi.json`)).json();
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: '/api/disaster-recovery' }]);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/failover-sessions',
        '/failover-sessions/{id}',
        '/failover-sessions/{id}/install-agents',
        '/failover-sessions/{id}/agent-status',
        '/failover-sessions/{id}/mirror-config',
        '/failover-sessions/{id}/start-reverse-replication',
        '/failover-sessions/{id}/reverse-replication-status',
        '/failover-sessions/{id}/execute-failback',
        '/failover-sessions/{id}/re-protect',
        '/failover-sessions/{id}/cleanup',
      ]),
    );
  });
});
