import type {
  FailbackPreflight,
  FailbackRoute,
  FailoverSession,
} from '@internal/plugin-disaster-recovery-common';
import {
  RECOVERY,
  SOURCE,
  TestFailover,
} from '../replication/__testUtils__/TestFailover';
import { type TestPortal, testPortals } from '../__testUtils__';

jest.setTimeout(120_000);

/** Two whole lives of one plan on one host. */
interface TwoLives {
  first: FailoverSession;
  second: FailoverSession;
  preflight: FailbackPreflight;
  /** Machines of the host in the source region that were alive before the second failback, and are not at the end. */
  lost: string[];
}

const PAIRS: [FailbackRoute, FailbackRoute, string][] = [
  ['native', 'native', 'orders-db-1'],
  ['native', 'reinstall', 'orders-app-1'],
  ['reinstall', 'native', 'orders-web-1'],
  ['reinstall', 'reinstall', 'orders-web-2'],
];

describe('a second disaster', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let lives: Map<string, TwoLives>;

  const alive = ({ accountId, region }: typeof SOURCE, host: string) =>
    Object.values(
      portal.aws.simulator.world.region(accountId, region).ec2.instances,
    )
      .filter(
        ({ state, hostname }) => state !== 'terminated' && hostname === host,
      )
      .map(({ id }) => id);

  async function live(
    routes: [FailbackRoute, FailbackRoute],
    host: string,
  ): Promise<TwoLives> {
    const failover = await TestFailover.run(portal, [host]);
    await failover.becomeReady(routes[0]);
    await failover.failBack();
    const first = await failover.finish();

    const machines = alive(SOURCE, host);
    const next = await failover.again();
    await next.becomeReady(routes[1]);
    const preflight = await next.client.getFailbackPreflight(
      next.id,
      'RECOVERY',
    );
    await next.failBack(
      preflight.destroys.map(({ recoveryInstanceId }) => recoveryInstanceId),
    );
    const second = await next.finish();
    const left = alive(SOURCE, host);
    const lost = machines.filter(id => !left.includes(id));
    return { first, second, preflight, lost };
  }

  beforeAll(async () => {
    portal = await portals.start({ simulator: { speed: 1800 } });
    // Side by side: they have nothing to do with each other.
    lives = new Map(
      await Promise.all(
        PAIRS.map(
          async ([before, after, host]) =>
            [host, await live([before, after], host)] as const,
        ),
      ),
    );
  }, 240_000);

  it.each(PAIRS)(
    'R7, R8: %s and then %s: the machine is back, protected, and cleaned up after',
    async (_, route, host) => {
      const { first, second } = lives.get(host)!;
      expect(second).toMatchObject({ status: 'CLEANUP_COMPLETE', route });
      const [{ originInstanceId, recoveryInstanceId, failback }] =
        second.instances;
      expect(originInstanceId).toBe(
        first.instances[0].failback!.failbackInstanceId,
      );
      const production = failback!.failbackInstanceId!;
      expect(alive(SOURCE, host)).toContain(production);
      expect(alive(RECOVERY, host)).not.toContain(recoveryInstanceId);
      const servers = await portal.dependencies.aws
        .in(RECOVERY)
        .drs.listSourceServers();
      expect(
        servers.filter(({ instanceId }) => instanceId === production),
      ).toMatchObject([{ replication: { state: 'CONTINUOUS' } }]);
    },
  );

  it.each(PAIRS)(
    'R6: %s and then %s: in the source region nothing is lost but what was accepted',
    (before, after, host) => {
      const { first, preflight, lost } = lives.get(host)!;
      // DRS launches from the server that it launched from before only where both lives made it one.
      const expected =
        before === 'reinstall' && after === 'native'
          ? [first.instances[0].failback!.failbackInstanceId]
          : [];
      expect(
        preflight.destroys.map(({ recoveryInstanceId }) => recoveryInstanceId),
      ).toEqual(expected);
      expect(lost).toEqual(expected);
    },
  );
});
