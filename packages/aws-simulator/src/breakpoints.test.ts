import { DescribeJobsCommand, StartRecoveryCommand } from '@aws-sdk/client-drs';
import { byHostname, serverOf } from './__testUtils__/life';
import { TestAws } from './__testUtils__/TestAws';

const RECOVERY = 'us-west-2';

describe('breakpoints', () => {
  let aws: TestAws;
  beforeEach(async () => {
    aws = await TestAws.start();
  });
  afterEach(() => aws.stop());

  const control = async (body: Record<string, unknown>) => {
    const response = await fetch(`${aws.running.url}/_simulator/breakpoints`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return { status: response.status, ...(await response.json()) };
  };
  const start = async (hostname: string) => {
    const server = await serverOf(aws, RECOVERY, byHostname(hostname));
    return aws.drs(RECOVERY).send(
      new StartRecoveryCommand({
        sourceServers: [{ sourceServerID: server!.sourceServerID }],
      }),
    );
  };
  /** How many there are, once reads have caught up with writes. */
  const jobs = async () => {
    aws.advance(10);
    const { items } = await aws.drs(RECOVERY).send(new DescribeJobsCommand({}));
    return items!.length;
  };

  it('holds the nth matching call before it acts, and lets it go on', async () => {
    const { breakpoint } = await control({
      action: 'add',
      when: 'before',
      match: { operation: 'StartRecovery' },
      nth: 2,
    });
    await start('orders-app-1');
    const second = start('orders-app-2');
    const { held } = await control({
      action: 'wait',
      breakpoint: breakpoint.id,
    });
    expect(held).toMatchObject([
      { when: 'before', operation: 'StartRecovery', region: RECOVERY },
    ]);
    expect(await jobs()).toBe(1);

    await control({ action: 'release', id: held[0].id });
    expect((await second).job).toMatchObject({ type: 'LAUNCH' });
    expect(await jobs()).toBe(2);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ])(
    'a call that is dropped %s it acts has started %d jobs',
    async (when, expected) => {
      await control({ action: 'add', when });
      const call = start('orders-app-1').catch(error => error);
      const { held } = await control({ action: 'wait' });
      await control({ action: 'drop', id: held[0].id });
      expect(String(await call)).toContain('socket hang up');
      expect(await jobs()).toBe(expected);
    },
  );

  it('holds every matching call from the nth on, if asked to', async () => {
    const { breakpoint } = await control({
      action: 'add',
      when: 'after',
      nth: 2,
      every: true,
    });
    await start('orders-app-1');
    const known: string[] = [];
    const calls = [];
    for (const hostname of ['orders-app-2', 'orders-app-3']) {
      calls.push(start(hostname));
      const { held } = await control({
        action: 'wait',
        breakpoint: breakpoint.id,
        known,
      });
      expect(held).toHaveLength(1);
      known.push(held[0].id);
    }
    await control({ action: 'clear' });
    for (const call of calls) {
      expect((await call).job).toMatchObject({ type: 'LAUNCH' });
    }
  });

  it('tells of a refusal that is held on its way back', async () => {
    await control({ action: 'add', when: 'after', nth: 2 });
    await start('orders-app-1');
    const refused = start('orders-app-1').catch(error => error);
    const { held } = await control({ action: 'wait' });
    expect(held).toMatchObject([{ error: 'ConflictException' }]);
    await control({ action: 'clear' });
    expect(await refused).toMatchObject({ name: 'ConflictException' });
  });

  it('does not wait for ever, and says what it cannot do', async () => {
    expect(await control({ action: 'wait', timeoutSeconds: 0.05 })).toEqual({
      status: 200,
      held: [],
    });
    expect(await control({ action: 'add', when: 'never' })).toMatchObject({
      status: 400,
      error: "when must be 'before' or 'after'",
    });
    expect(await control({ action: 'drop', id: 'held-7' })).toMatchObject({
      status: 400,
      error: 'No call held-7 is held',
    });
  });
});
