import type { DisasterRecoveryApi } from '@internal/plugin-disaster-recovery-common';
import {
  APPLICATION,
  DATABASE,
  FailoverFixture,
  WINDOWS_WEB,
} from '../failover-sessions/__testUtils__/FailoverFixture';
import { type TestPortal, testPortals, wrongClock } from '../__testUtils__';

jest.setTimeout(180_000);

describe('the limits of agent installation', () => {
  const portals = testPortals();
  const machine = wrongClock();
  let portal: TestPortal;
  let client: DisasterRecoveryApi;
  let fixture: FailoverFixture;

  beforeAll(async () => {
    portal = await portals.start({
      simulator: { speed: 1200 },
      config: {
        polling: { interval: { milliseconds: 250 } },
        agents: { concurrency: 1, stepTimeout: { seconds: 4 } },
      },
    });
    client = portal.client;
  });

  beforeEach(async () => {
    fixture = await FailoverFixture.create(portal);
  });

  it('R2.8: an instance that does not come back from its reboot is given up, and the others are not', async () => {
    const session = await fixture.session([DATABASE, APPLICATION]);
    const lost = session.instances.find(
      ({ originInstanceId }) => originInstanceId === APPLICATION,
    )!.recoveryInstanceId;
    portal.aws.simulator.faults.add({
      kind: 'rebootHangs',
      match: { resourceId: lost },
    });
    await client.installAgents(session.id);
    expect(await fixture.ended(session.id)).toMatchObject({
      status: 'FAILED',
      progress: { done: 1, failed: 1, total: 2 },
      error: {
        code: 'STEP_TIMED_OUT',
        reason: expect.stringMatching(
          /orders-app-1: Waits for a ping newer than .* SSM says ConnectionLost/,
        ),
        resourceIds: [lost],
      },
    });
    const reboots = fixture.plans
      .calls('RebootInstances')
      .filter(({ request }) => request.InstanceIds.includes(lost));
    expect(reboots).toHaveLength(1);
  });

  it("a step that waits is not overdue because the clock of the portal's machine is put hours ahead", async () => {
    const session = await fixture.session([DATABASE, WINDOWS_WEB]);
    await client.installAgents(session.id);
    await portal.until(
      async () => {
        const { instances } = await client.getAgentStatus(session.id);
        return instances.some(({ agent }) =>
          agent.steps.some(
            ({ name, status }) =>
              name !== 'CHECK_SSM' && status === 'IN_PROGRESS',
          ),
        );
      },
      { what: 'a step that waits' },
    );
    machine.setAhead(5);
    expect(await fixture.ended(session.id)).toMatchObject({
      status: 'SUCCEEDED',
      progress: { done: 2, failed: 0, total: 2 },
    });
  });

  it('works on as many instances at a time as configured', async () => {
    const session = await fixture.session([DATABASE, WINDOWS_WEB]);
    await client.installAgents(session.id);
    expect(await fixture.ended(session.id)).toMatchObject({
      status: 'SUCCEEDED',
    });
    const { items } = await client.listOperations(session.id);
    const span = (id: string) => {
      const own = items[0].steps.filter(
        ({ target, name }) => target === id && name !== 'CHECK_SSM',
      );
      return {
        from: Math.min(...own.map(one => Date.parse(one.startedAt!))),
        to: Math.max(...own.map(one => Date.parse(one.endedAt!))),
      };
    };
    const [first, second] = session.instances
      .map(({ recoveryInstanceId }) => span(recoveryInstanceId))
      .sort((a, b) => a.from - b.from);
    expect(second.from).toBeGreaterThanOrEqual(first.to);
  });
});
