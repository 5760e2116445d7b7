import { readFileSync } from 'node:fs';
import { DescribeRecoveryInstancesCommand } from '@aws-sdk/client-drs';
import { byHostname, launch, reverse, serverOf } from './__testUtils__/life';
import { scratchFile } from './__testUtils__/scratchFile';
import { TestAws } from './__testUtils__/TestAws';
import { startSimulator } from './startSimulator';

const RECOVERY = 'us-west-2';

/** Everything that a run was asked and answered, without the real time. */
async function run(seed: number) {
  const aws = await TestAws.start({ seed });
  try {
    const server = await serverOf(aws, RECOVERY, byHostname('orders-db-1'));
    const launched = await launch(aws, RECOVERY, server!.sourceServerID!);
    await reverse(aws, RECOVERY, launched.recoveryInstanceID!);
    aws.advance(7200);
    await serverOf(aws, 'us-east-1', () => true);
    return aws.simulator.trace.entries().map(({ realTime, ...line }) => ({
      ...line,
      hasTime: realTime.length > 0,
    }));
  } finally {
    await aws.stop();
  }
}

describe('a simulated world', () => {
  it('is the same for the same seed, and another for another', async () => {
    const first = await run(7);
    expect(first.length).toBeGreaterThan(20);
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
  });

  it('moves with real time at its speed, and stands still at speed 0', async () => {
    const aws = await TestAws.start();
    const { simulator } = aws;
    const start = simulator.world.now;
    expect(simulator.world.now).toBe(start);
    simulator.setSpeed(100_000);
    const until = performance.now() + 20;
    while (performance.now() < until) {
      expect(simulator.world.now).toBeGreaterThanOrEqual(start);
    }
    simulator.setSpeed(0);
    expect(simulator.world.now - start).toBeGreaterThan(1_000_000);
    await aws.stop();
  });

  it('survives a restart in its state file, with all that was under way', async () => {
    const stateFile = scratchFile('state.json');
    const aws = await TestAws.start({ stateFile });
    const server = await serverOf(aws, RECOVERY, byHostname('orders-app-1'));
    const { recoveryInstanceID } = await launch(
      aws,
      RECOVERY,
      server!.sourceServerID!,
    );
    await reverse(aws, RECOVERY, recoveryInstanceID!);
    await aws.stop();

    const again = await TestAws.start({ stateFile });
    const { items } = await again
      .drs(RECOVERY)
      .send(new DescribeRecoveryInstancesCommand({}));
    expect(items![0].recoveryInstanceID).toBe(recoveryInstanceID);
    again.advance(7200);
    const reversed = await serverOf(again, 'us-east-1', () => true);
    expect(reversed?.dataReplicationInfo?.dataReplicationState).toBe(
      'CONTINUOUS',
    );
    await again.stop();
  });

  it('is steered and watched over HTTP', async () => {
    const traceFile = scratchFile('trace.jsonl');
    const aws = await TestAws.start({ traceFile });
    const control = async (path: string, body?: unknown) => {
      const response = await fetch(`${aws.running.url}/_simulator/${path}`, {
        method: body ? 'POST' : 'GET',
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      return { status: response.status, text: await response.text() };
    };
    const json = async (path: string, body?: unknown) =>
      JSON.parse((await control(path, body)).text);

    expect(await json('clock', { advanceSeconds: 90 })).toEqual({
      now: '2026-01-05T08:01:30.000Z',
      speed: 0,
    });
    const { fault } = await json('faults', {
      action: 'add',
      kind: 'throttle',
      match: { service: 'sts' },
    });
    expect(await json('faults', { action: 'list' })).toEqual({
      faults: [fault],
    });
    expect(await json('faults', { action: 'clear', id: fault.id })).toEqual({
      cleared: 1,
    });
    expect(
      await control('faults', { action: 'add', kind: 'nothing' }),
    ).toMatchObject({ status: 400 });
    expect(await control('clock', { speed: -1 })).toMatchObject({
      status: 400,
    });
    expect(await control('nowhere')).toMatchObject({ status: 404 });

    await serverOf(aws, RECOVERY, byHostname('orders-app-1'));
    const [line] = (await control('trace')).text
      .trim()
      .split('\n')
      .map(text => JSON.parse(text));
    expect(line).toMatchObject({
      seq: 1,
      simTime: '2026-01-05T08:01:30.000Z',
      account: '111122223333',
      region: RECOVERY,
      service: 'drs',
      operation: 'DescribeSourceServers',
      request: { maxResults: 200 },
      status: 200,
      changed: false,
    });
    expect(line.response.items).toHaveLength(9);
    expect(JSON.parse(readFileSync(traceFile, 'utf8'))).toEqual(line);

    const state = await json('state');
    expect(Object.keys(state.accounts)).toEqual([
      '111122223333',
      '444455556666',
    ]);
    expect(
      await json('reset', {
        estate: 'large:5',
        startTime: '2027-01-01T00:00:00Z',
      }),
    ).toEqual({
      now: '2027-01-01T00:00:00.000Z',
      speed: 0,
    });
    expect((await control('trace')).text).toBe('');
    expect(
      await serverOf(aws, RECOVERY, byHostname('application-001-db-1')),
    ).toBeDefined();
    await aws.stop();
  });

  it('says what is wrong with an estate or a port', async () => {
    await expect(startSimulator({ estate: 'atlantis' })).rejects.toThrow(
      "There is no estate 'atlantis'",
    );
    const first = await startSimulator();
    await expect(startSimulator({ port: first.port })).rejects.toThrow(
      'EADDRINUSE',
    );
    await first.stop();
  });
});
