import type {
  FailbackMode,
  FailoverSession,
} from '@internal/plugin-disaster-recovery-common';
import {
  RECOVERY,
  SOURCE,
  TestFailover,
} from '../replication/__testUtils__/TestFailover';
import { type TestPortal, testPortals } from '../__testUtils__';

jest.setTimeout(120_000);

const HOSTS = ['orders-web-1', 'orders-web-2'];

/** A machine of the other team in the demo's estate, and one of this team that has not failed over. */
const OTHERS = ['i-0e10fa10000000000', 'i-0e10db10000000000'];

describe('machines that failed back in an earlier session', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let earlier: FailoverSession;
  let failover: TestFailover;
  /** By hostname: what was production until the second disaster. */
  let former: Map<string, string>;

  /** What was terminated is forgotten by EC2 after a while. */
  const isAlive = (id: string, { accountId, region } = SOURCE): boolean => {
    const { ec2 } = portal.aws.simulator.world.region(accountId, region);
    const state = ec2.instances[id]?.state;
    return state !== undefined && state !== 'terminated';
  };
  const preflight = (mode: FailbackMode) =>
    failover.client.getFailbackPreflight(failover.id, mode);
  const lostIn = async (mode: FailbackMode) =>
    (await preflight(mode)).destroys.map(one => one.recoveryInstanceId).sort();
  const reversedServerOf = async (host: string) =>
    (await failover.session()).instances.find(one => one.hostname === host)!
      .reversedSourceServerId;
  const execute = (mode: FailbackMode, acceptDestroyed?: string[]) =>
    failover.client.executeFailback(failover.id, { mode, acceptDestroyed });
  const refused = (message: RegExp) => ({
    statusCode: 409,
    body: { error: { message: expect.stringMatching(message) } },
  });

  beforeAll(async () => {
    portal = await portals.start({ simulator: { speed: 1800 } });
    const first = await TestFailover.run(portal, HOSTS);
    await first.becomeReady('reinstall');
    await first.failBack();
    earlier = await first.finish();
    former = new Map(
      earlier.instances.map(({ hostname, failback }) => [
        hostname!,
        failback!.failbackInstanceId!,
      ]),
    );
    failover = await first.again();
    await failover.becomeReady('native');
  }, 120_000);

  it('R6, R12.3: the preflight says of each what it is and what becomes of it', async () => {
    const { destroys, blocked } = await preflight('DRILL');
    expect(blocked).toBe(false);
    const { instances } = await failover.session();
    const day = earlier.milestones
      .find(({ status }) => status === 'FAILBACK_COMPLETE')!
      .at.slice(0, 10);
    expect(new Map(destroys.map(one => [one.hostname, one]))).toEqual(
      new Map(
        instances.map(({ hostname, recoveryInstanceId }) => [
          hostname,
          expect.objectContaining({
            recoveryInstanceId: former.get(hostname!),
            isDrill: false,
            ec2State: 'RUNNING',
            standing: 'ACCEPTABLE',
            description: expect.stringMatching(
              new RegExp(
                `failed back on ${day} with failover session "${earlier.name}", and was production until this failover, in which ${recoveryInstanceId} took its place. It is running now. DRS terminates it and deletes its disks`,
              ),
            ),
          }),
        ]),
      ),
    );
  });

  it.each(['DRILL', 'RECOVERY'] as const)(
    'R6.2: a %s is refused before anything begins, naming exactly what is not accepted',
    async mode => {
      const [one, other] = [...former.values()];
      await expect(execute(mode)).rejects.toMatchObject(
        refused(new RegExp(`(?=.*${one})(?=.*${other})`)),
      );
      const error = await execute(mode, [one]).catch(caught => caught);
      expect(error).toMatchObject(refused(new RegExp(other)));
      expect(error.body.error.message).not.toContain(one);
      const { items } = await failover.client.listOperations(failover.id);
      expect(items.map(({ kind }) => kind)).not.toContain('execute-failback');
      expect((await failover.session()).status).toBe('READY_FOR_FAILBACK');
    },
  );

  it('R6: naming anything else accepts nothing, and gives nothing away', async () => {
    const { instances } = await failover.session();
    const serving = instances.map(one => one.recoveryInstanceId);
    await expect(
      execute('DRILL', [...serving, ...OTHERS]),
    ).rejects.toMatchObject(refused(/(?=.*orders-web-1)(?=.*orders-web-2)/));
    await expect(execute('DRILL', ['web-1'])).rejects.toMatchObject({
      statusCode: 400,
    });
    expect([...former.values()].map(id => isAlive(id))).toEqual([true, true]);
  });

  it('R6.5, R6.6: a drill that AWS refused is tried again without being accepted again', async () => {
    portal.aws.simulator.faults.add({
      kind: 'error',
      match: { operation: 'StartRecovery' },
      code: 'AccessDeniedException',
      message: 'not authorized',
      status: 403,
      count: 1,
    });
    const { instances } = await failover.session();
    const serving = instances.map(one => one.recoveryInstanceId);
    await execute('DRILL', [...former.values(), ...serving, ...OTHERS]);
    expect(await failover.ends('execute-failback')).toMatchObject({
      status: 'FAILED',
    });
    expect([...former.values()].map(id => isAlive(id))).toEqual([true, true]);

    const { attempt } = await execute('DRILL');
    expect(attempt).toBe(2);
    await failover.succeeds('execute-failback');
    expect([...former.values()].map(id => isAlive(id))).toEqual([false, false]);
    expect(serving.map(id => isAlive(id, RECOVERY))).toEqual([true, true]);
    expect(OTHERS.map(id => isAlive(id))).toEqual([true, true]);
  });

  it('R6.3: the drill of the session itself goes without a question', async () => {
    const { instances } = await failover.reaches('READY_FOR_FAILBACK');
    const drills = instances.map(({ drill }) => drill!.failbackInstanceId);
    const { destroys } = await preflight('RECOVERY');
    expect(destroys.map(one => one.recoveryInstanceId).sort()).toEqual(
      drills.sort(),
    );
    expect(destroys.map(({ standing }) => standing)).toEqual([
      'OWN_DRILL',
      'OWN_DRILL',
    ]);
  });

  it('R6.5, R6.6: a failback that failed in part is tried again, and its preflight is about what failed', async () => {
    portal.aws.simulator.faults.add({
      kind: 'launchFails',
      match: { resourceId: await reversedServerOf('orders-web-2') },
      message: 'InsufficientInstanceCapacity',
      count: 1,
    });
    await execute('RECOVERY');
    await failover.ends('execute-failback');
    const again = await preflight('RECOVERY');
    expect(again.findings).toEqual([]);
    expect(again).toMatchObject({ blocked: false, destroys: [] });
    expect(
      again.waves.flatMap(wave => wave.servers.map(one => one.hostname)),
    ).toEqual(['orders-web-2']);
    await execute('RECOVERY');
    await failover.succeeds('execute-failback');
    await failover.reaches('FAILBACK_COMPLETE');
  });

  it('R6: what has failed back is given up by nobody, whatever is named', async () => {
    const { instances, mirroredRecoveryPlan } = await failover.session();
    const back = instances.map(({ failback }) => failback!.failbackInstanceId!);
    expect(await lostIn('RECOVERY')).toEqual([]);
    await expect(
      failover.client.runRecoveryPlan(mirroredRecoveryPlan!.id!, {
        executionType: 'DRILL',
        acceptDestroyed: back,
      }),
    ).rejects.toMatchObject(refused(/failover session/));
    expect(back.map(id => isAlive(id))).toEqual([true, true]);
  });

  it('R8: the session comes to its end', async () => {
    const { status } = await failover.finish();
    expect(status).toBe('CLEANUP_COMPLETE');
  });
});
