import type { DisasterRecoveryApi } from '@internal/plugin-disaster-recovery-common';
import { TestLife } from '../../mirroring/__testUtils__/TestLife';
import { cloudWatch, type testPortals } from '../../__testUtils__';

/** The machines that fail over and back. */
export const HOSTS = ['orders-db-1', 'orders-app-1'];

/** An order system that has failed back by the mirrored plan, and is protected again if asked. */
export async function failedBack(
  portals: ReturnType<typeof testPortals>,
  options: { reProtect?: boolean; config?: Record<string, unknown> } = {},
) {
  const portal = await portals.start({
    simulator: { speed: 2400 },
    config: {
      cloudWatch,
      polling: { interval: { milliseconds: 200 } },
      ...options.config,
    },
  });
  const client: DisasterRecoveryApi = portal.client;
  const life = new TestLife(portal);
  const groups = await Promise.all(
    HOSTS.map(host => life.group(`Group ${host}`, [host])),
  );
  const launched = await life.failOver(HOSTS);
  await life.reverse([...launched.values()]);
  const { id } = await life.session(launched, {
    groups,
    path: ['REVERSE_REPLICATING'],
  });
  await client.mirrorConfig(id);
  await life.ended(id);
  const reached = (status: string) =>
    portal.until(async () => (await client.getSession(id)).status === status, {
      what: status,
    });
  await reached('READY_FOR_FAILBACK');
  await client.executeFailback(id, { mode: 'RECOVERY' });
  await reached('FAILBACK_COMPLETE');
  if (options.reProtect) {
    await client.reProtect(id);
    await reached('RE_PROTECTED');
  }
  const session = await client.getSession(id);
  return {
    portal,
    client,
    life,
    id,
    session,
    recoveryIds: [...launched.values()],
    failbackIds: session.instances.map(
      ({ failback }) => failback!.failbackInstanceId!,
    ),
    reversedIds: session.instances.map(
      ({ reversedSourceServerId }) => reversedSourceServerId!,
    ),
    /** Calls that changed AWS since now. */
    calls: () => {
      const { trace } = portal.aws.simulator;
      const seen = trace.entries().length;
      return () =>
        trace
          .entries()
          .slice(seen)
          .filter(({ changed, service }) => changed && service !== 'logs');
    },
  };
}
