import { reverseReplicationStatusSchema } from '@internal/plugin-disaster-recovery-common';
import { type TestPortal, testPortals } from '../__testUtils__';
import { TestFailover } from './__testUtils__/TestFailover';

jest.setTimeout(180_000);

const HOSTS = ['orders-web-1', 'orders-web-2'];

describe('reverse replication by the native route', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let failover: TestFailover;

  beforeAll(async () => {
    portal = await portals.start();
    failover = await TestFailover.run(portal, HOSTS);
  }, 180_000);

  it('R5.1, R5.2, R11.6: starts on every recovery instance, exactly once, and says so', async () => {
    const { client } = failover;
    const before = await client.getReverseReplicationStatus(failover.id);
    expect(before.summary).toMatchObject({ total: 2, ready: 0 });

    // Slow enough to see the states that pass quickly.
    portal.aws.simulator.setSpeed(120);
    const operation = await client.startReverseReplication(failover.id);
    expect(operation).toMatchObject({
      kind: 'start-reverse-replication',
      status: 'RUNNING',
      attempt: 1,
    });
    expect((await failover.session()).status).toBe('REVERSE_REPLICATING');
    expect(await failover.ends('start-reverse-replication')).toMatchObject({
      status: 'SUCCEEDED',
      progress: { done: 2, failed: 0, total: 2 },
    });

    const session = await failover.session();
    expect(session.route).toBe('native');
    const instanceIds = session.instances.map(one => one.recoveryInstanceId);
    expect(
      failover
        .accepted('ReverseReplication')
        .map(line => (line.request as any).recoveryInstanceID)
        .sort(),
    ).toEqual(instanceIds.sort());
    for (const instance of session.instances) {
      const [server] = await failover.source.listSourceServers({
        ids: [instance.reversedSourceServerId!],
      });
      expect(server).toMatchObject({
        instanceId: instance.recoveryInstanceId,
        arn: instance.reversedSourceServerArn,
        replicationDirection: 'FAILBACK',
      });
    }
  });

  it('R5.4, R5.7, R11.7: answers with the state of each instance, on its way to readiness', async () => {
    const { client } = failover;
    const seen = new Set<string>();
    const ready = await portal.until(
      async () => {
        const status = await client.getReverseReplicationStatus(failover.id);
        reverseReplicationStatusSchema.parse(status);
        status.instances.forEach(one => seen.add(one.replication.state));
        return status.summary.ready === HOSTS.length && status;
      },
      { what: 'readiness' },
    );
    portal.aws.simulator.setSpeed(600);
    expect([...seen]).toEqual(
      expect.arrayContaining(['INITIATING', 'INITIAL_SYNC', 'READY']),
    );
    expect(ready.summary).toMatchObject({
      counts: { READY: 2 },
      percent: 100,
      remainingBytes: 0,
      observedAt: expect.any(String),
      nextObservationAt: expect.any(String),
    });
    expect(ready.instances.map(one => one.hostname).sort()).toEqual(HOSTS);
    expect(ready.operation?.kind).toBe('start-reverse-replication');
  });

  it('R5.5: is ready for failback only when the configuration is mirrored, too', async () => {
    expect((await failover.session()).status).toBe('REVERSE_REPLICATING');
    await failover.client.mirrorConfig(failover.id);
    await failover.succeeds('mirror-config');
    const session = await failover.reaches('READY_FOR_FAILBACK');
    expect(session.replication.ready).toBe(2);
    const reached = session.milestones.find(
      one => one.status === 'READY_FOR_FAILBACK',
    );
    expect(reached).toBeDefined();
  });

  it('keeps samples: a line for the session, and one for each of its worst instances', async () => {
    const { points, worst } = await failover.client.getReplicationSamples(
      failover.id,
    );
    expect(points.length).toBeGreaterThan(0);
    expect(points.at(-1)).toMatchObject({
      ready: 2,
      total: 2,
      remainingBytes: 0,
    });
    expect(worst.map(({ hostname }) => hostname).sort()).toEqual(HOSTS);
    const states = worst[0].samples.map(({ state }) => state);
    expect(states).toContain('INITIAL_SYNC');
    expect(states.at(-1)).toBe('READY');
  });

  it('goes back to REVERSE_REPLICATING when an instance falls out of readiness, and is ready again by itself', async () => {
    const session = await failover.session();
    const [{ recoveryInstanceId, reversedSourceServerId, hostname }] =
      session.instances;
    portal.aws.simulator.faults.add({
      kind: 'stall',
      match: { resourceId: reversedSourceServerId },
      code: 'UNSTABLE_NETWORK',
      message: 'Connection reset 14 times',
    });
    const failed = await failover.reaches('REVERSE_REPLICATING');
    expect(failed).toMatchObject({
      failedInstanceCount: 1,
      lastError: {
        message: expect.stringContaining(hostname!),
        resourceIds: [recoveryInstanceId],
        remedy: expect.stringContaining('1500'),
      },
    });
    expect(
      failed.actions.find(one => one.action === 'start-reverse-replication'),
    ).toMatchObject({ allowed: true });

    portal.aws.simulator.faults.add({
      kind: 'recoverReplication',
      match: { resourceId: reversedSourceServerId },
    });
    const again = await failover.reaches('READY_FOR_FAILBACK');
    expect(again.lastError).toBeUndefined();
    expect(again.failedInstanceCount).toBe(0);
  });

  it('stays ready while an instance lags, and says how far', async () => {
    const session = await failover.session();
    portal.aws.simulator.faults.add({
      kind: 'lag',
      match: { resourceId: session.instances[0].reversedSourceServerId },
      seconds: 600,
      factor: 4,
    });
    const lagging = await portal.until(
      async () => {
        const status = await failover.client.getReverseReplicationStatus(
          failover.id,
        );
        return status.summary.counts.READY_WITH_LAG === 1 && status;
      },
      { what: 'lag' },
    );
    expect(lagging.status).toBe('READY_FOR_FAILBACK');
    expect(lagging.summary.worstLagSeconds).toBeGreaterThanOrEqual(600);
  });
});
