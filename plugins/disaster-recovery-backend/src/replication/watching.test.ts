import { type TestPortal, testPortals } from '../__testUtils__';
import { TestFailover } from './__testUtils__/TestFailover';

jest.setTimeout(180_000);

describe('watching', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let failovers: TestFailover[];

  /** Protection Groups look at their source servers by themselves, and those are in the recovery region. */
  const isLook = ({
    operation,
    region,
  }: {
    operation?: string;
    region?: string;
  }) =>
    operation === 'DescribeRecoveryInstances' ||
    (operation === 'DescribeSourceServers' && region === 'us-east-1');

  /** Calls of the watcher while it looks twice or more often. */
  async function callsOfLooks() {
    const looks = async () =>
      (await portal.database('replication_watches').first()).observed_at;
    const passes = async (before: Date) =>
      portal.until(async () => {
        const now = await looks();
        return now > before && now;
      });
    const begun = await looks();
    const count = portal.aws.simulator.trace.entries().length;
    await passes(await passes(begun));
    return portal.aws.simulator.trace
      .entries()
      .slice(count)
      .filter(line => isLook(line));
  }

  beforeAll(async () => {
    portal = await portals.start({
      config: { polling: { interval: { seconds: 1 } } },
    });
    failovers = await Promise.all(
      [['orders-web-1'], ['orders-web-2'], ['orders-app-1']].map(hosts =>
        TestFailover.run(portal, hosts),
      ),
    );
    await Promise.all(
      failovers.map(async failover => {
        await failover.client.startReverseReplication(failover.id);
        await failover.succeeds('start-reverse-replication');
      }),
    );
  }, 180_000);

  it('asks AWS once for all sessions of a region', async () => {
    await portal.until(async () => {
      const all = await Promise.all(failovers.map(one => one.session()));
      return all.every(session => session.replication.ready === 1);
    });
    // A session that a look has changed may be looked at once more by itself.
    await callsOfLooks();
    const calls = (await callsOfLooks()).map(
      ({ operation, region, request }: any) =>
        `${operation} ${region} of ${
          Object.values<string[]>(request.filters)[0].length
        }`,
    );
    expect([...new Set(calls)].sort()).toEqual([
      'DescribeRecoveryInstances us-west-2 of 3',
      'DescribeSourceServers us-east-1 of 3',
    ]);
    const [watch] = await portal.database('replication_watches');
    expect(watch).toMatchObject({
      account_id: '111122223333',
      region: 'us-east-1',
      session_count: 3,
      server_count: 3,
    });
  });

  it('writes nothing while nothing changes', async () => {
    // As fast as the portal's own clock: otherwise minutes of AWS pass between two looks, and agents are heard anew.
    portal.aws.simulator.setSpeed(1);
    await callsOfLooks();
    const rows = () =>
      portal
        .database('recovery_instances')
        .select('recovery_instance_id', 'updated_at')
        .orderBy('recovery_instance_id');
    const before = await rows();
    await callsOfLooks();
    expect(await rows()).toEqual(before);
  });

  it('looks only at what was changed between two looks at everything', async () => {
    const patient = await portals.start({
      config: { polling: { interval: { seconds: 5 } } },
    });
    const [one, other] = await Promise.all(
      [['orders-web-1'], ['orders-web-2']].map(hosts =>
        TestFailover.run(patient, hosts),
      ),
    );
    const idOf = async (failover: TestFailover) =>
      (await failover.session()).instances[0].recoveryInstanceId;
    const [mine, theirs] = [await idOf(one), await idOf(other)];
    const asked = (from: number): string[][] =>
      patient.aws.simulator.trace
        .entries()
        .slice(from)
        .filter(line => isLook(line))
        .flatMap(({ request }: any) => {
          const ids = request.filters?.recoveryInstanceIDs;
          return ids ? [ids.sort()] : [];
        });
    const both = [mine, theirs].sort();
    const isWhole = (ids: string[]) => ids.join() === both.join();
    const lookAll = async () => {
      const from = patient.aws.simulator.trace.entries().length;
      await patient.until(async () => asked(from).some(isWhole));
      return patient.aws.simulator.trace.entries().length;
    };
    // What was written shortly before a look counts as not seen by it.
    await lookAll();
    await lookAll();
    const from = await lookAll();
    await one.client.startReverseReplication(one.id);
    await one.succeeds('start-reverse-replication');
    await lookAll();
    const looks = asked(from);
    expect(looks).toContainEqual([mine]);
    expect(looks).not.toContainEqual([theirs]);
    expect(looks.some(isWhole)).toBe(true);
  });

  it('tells that AWS cannot be asked when that lasts, and no longer when it answers again', async () => {
    const { id } = failovers[1];
    const errorOf = async () =>
      (await portal.client.getSession(id)).lastError ?? 'none';
    expect(await errorOf()).toBe('none');
    portal.aws.simulator.faults.add({
      kind: 'error',
      match: { operation: 'DescribeSourceServers', region: 'us-east-1' },
      code: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
    });
    const error = await portal.until(
      async () => {
        const told = await errorOf();
        return told !== 'none' && told;
      },
      { what: 'the trouble' },
    );
    expect(error).toMatchObject({
      message: expect.stringContaining('cannot be watched'),
      reason:
        'ExpiredTokenException: The security token included in the request is expired',
      remedy: expect.stringContaining('credentials'),
    });
    portal.aws.simulator.faults.clear();
    await portal.until(async () => (await errorOf()) === 'none', {
      what: 'the end of the trouble',
    });
  });

  it('goes on in another process after a restart', async () => {
    portal.aws.simulator.setSpeed(600);
    await portal.stop();
    const next = await portals.start({
      database: portal.database,
      sharedSimulator: portal.aws,
      config: { polling: { interval: { seconds: 1 } } },
    });
    portal = next;
    const { id } = failovers[0];
    const [instance] = (await next.client.getSession(id)).instances;
    next.aws.simulator.faults.add({
      kind: 'stall',
      match: { resourceId: instance.reversedSourceServerId },
      code: 'UNSTABLE_NETWORK',
    });
    const failed = await next.until(
      async () => {
        const session = await next.client.getSession(id);
        return session.failedInstanceCount === 1 && session;
      },
      { what: 'the stall to be seen' },
    );
    expect(failed.lastError?.reason).toBe('UNSTABLE_NETWORK');
  });

  it('takes up again a watch that was lost', async () => {
    await portal.database('engine_wakes').where({ kind: 'watch' }).delete();
    await portal.database('replication_watches').delete();
    const [watch] = await portal.until(
      async () => {
        const watches = await portal.database('replication_watches');
        return watches.length > 0 && watches;
      },
      { what: 'the watch' },
    );
    expect(watch).toMatchObject({ region: 'us-east-1', session_count: 3 });
  });

  it('rests when no session is left to watch', async () => {
    await portal
      .database('failover_sessions')
      .update({ status: 'CLEANUP_COMPLETE' });
    await portal.until(
      async () => (await portal.database('replication_watches')).length === 0,
      { what: 'rest' },
    );
    const count = portal.aws.simulator.trace.entries().length;
    await portal.until(
      async () => {
        const waiting = await portal
          .database('engine_wakes')
          .where({ kind: 'watch' });
        return waiting.length === 0;
      },
      { what: 'the end of the watch' },
    );
    expect(
      portal.aws.simulator.trace
        .entries()
        .slice(count)
        .filter(line => isLook(line)),
    ).toEqual([]);
  });
});
