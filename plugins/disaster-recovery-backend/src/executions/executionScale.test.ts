import { type TestPortal, testPortals } from '../__testUtils__';
import { FAST, PlanFixture, RECOVERY } from './__testUtils__/PlanFixture';

jest.setTimeout(120_000);

/** The origin instances of the large estate, in its order. */
const instances = (from: number, to: number) =>
  Array.from(
    { length: to - from },
    (_, index) => `i-0${(from + index + 1).toString(16).padStart(16, '0')}`,
  );

describe('executions of many servers', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let fixture: PlanFixture;

  beforeAll(async () => {
    portal = await portals.start({
      ...FAST,
      simulator: { estate: 'large:310', speed: 1800 },
    });
  });

  beforeEach(async () => {
    fixture = await PlanFixture.create(portal);
  });

  it('launches 101 servers of a wave, in jobs of 100 at most', async () => {
    const plan = await fixture.plan([{ instances: instances(0, 101) }]);
    const execution = await fixture.ended(await fixture.run(plan));
    expect(execution).toMatchObject({
      status: 'COMPLETED',
      serverCounts: { LAUNCHED: 101 },
    });
    expect(execution.jobs.map(job => job.serverCount).sort()).toEqual([1, 100]);
    // Launch settings are read before a launch: DRS's part server by server, and the templates together.
    expect(fixture.calls('DescribeLaunchTemplateVersions').length).toBeLessThan(
      20,
    );
  });

  it('launches 300 servers in four waves: every one, exactly once', async () => {
    const plan = await fixture.plan(
      [0, 75, 150, 225].map(from => ({
        instances: instances(from, from + 75),
        dependsOn: from === 225 ? [1, 2, 3] : [],
      })),
    );
    const execution = await fixture.ended(await fixture.run(plan));
    expect(execution).toMatchObject({
      status: 'COMPLETED',
      serverCounts: { LAUNCHED: 300 },
    });
    const launched = fixture
      .calls('StartRecovery')
      .flatMap(call =>
        call.request.sourceServers.map((item: any) => item.sourceServerID),
      );
    expect(launched).toHaveLength(300);
    expect(new Set(launched).size).toBe(300);
    const running = (
      await portal.dependencies.aws
        .in(RECOVERY)
        .drs.listRecoveryInstances({ sourceServerIds: launched })
    ).map(item => item.id);
    expect(
      execution.servers.map(server => server.recoveryInstanceId).sort(),
    ).toEqual(running.sort());
  });
});
