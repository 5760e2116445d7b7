import { testPortals } from '../__testUtils__';
import { failedBack, HOSTS } from './__testUtils__/failedBack';

jest.setTimeout(180_000);

describe('cleanup', () => {
  const portals = testPortals();

  it('R8.1, R8.2, R8.3, R8.4, R8.5, R8.6, R8.7, R11.10: removes what was confirmed, in order, and nothing that serves', async () => {
    const { client, life, id, session, calls, ...ids } = await failedBack(
      portals,
      {
        reProtect: true,
        config: { quotas: { serversPerJob: 1 } },
      },
    );
    expect(
      session.actions.find(({ action }) => action === 'cleanup')?.allowed,
    ).toBe(true);
    const others = (await life.recovery.drs.listSourceServers()).filter(
      ({ hostname }) => !HOSTS.includes(hostname!),
    );
    const callsOf = calls();

    const plan = await client.getCleanupPlan(id, { deleteSourceServers: true });
    expect(plan.blockedBy).toEqual([]);
    expect(
      plan.steps.map(({ effect, resourceType }) => [effect, resourceType]),
    ).toEqual([
      ['stop-replication', 'reversed-source-server'],
      ['stop-replication', 'reversed-source-server'],
      ['terminate', 'recovery-instance'],
      ['terminate', 'recovery-instance'],
      ['delete', 'recovery-plan'],
      ['delete', 'protection-group'],
      ['delete', 'protection-group'],
      ['delete-record', 'failback-instance-record'],
      ['delete-record', 'failback-instance-record'],
      ['delete', 'reversed-source-server'],
      ['delete', 'reversed-source-server'],
    ]);
    expect(
      plan.kept.filter(({ resourceType }) => resourceType === 'source-server'),
    ).toEqual([
      expect.objectContaining({
        reason: expect.stringContaining('protects the failback instance'),
      }),
      expect.objectContaining({
        reason: expect.stringContaining('protects the failback instance'),
      }),
    ]);

    await expect(
      client.cleanup(id, { planId: plan.planId, deleteSourceServers: false }),
    ).rejects.toMatchObject({
      statusCode: 409,
      body: {
        error: {
          message: expect.stringContaining(
            (
              await client.getCleanupPlan(id)
            ).planId,
          ),
        },
      },
    });
    expect(callsOf()).toEqual([]);

    await client.cleanup(id, {
      planId: plan.planId,
      deleteSourceServers: true,
    });
    expect(await life.ended(id)).toMatchObject({ status: 'SUCCEEDED' });

    const after = await client.getSession(id);
    expect(after.status).toBe('CLEANUP_COMPLETE');
    expect(after.mirroredRecoveryPlan).toBeUndefined();
    expect(after.mirroredProtectionGroups).toEqual([]);
    for (const group of session.mirroredProtectionGroups) {
      await expect(client.getProtectionGroup(group.id)).rejects.toMatchObject({
        statusCode: 404,
      });
    }
    await expect(
      client.getRecoveryPlan(session.mirroredRecoveryPlan!.id),
    ).rejects.toMatchObject({ statusCode: 404 });
    const history = await client.getExecution(session.failbackExecutionId!);
    expect(history).toMatchObject({
      status: 'COMPLETED',
      planName: session.mirroredRecoveryPlan!.name,
    });

    // EC2 forgets terminated instances after an hour.
    const recovered = await life.recovery.ec2.listInstances(ids.recoveryIds);
    expect(recovered.filter(({ state }) => state !== 'terminated')).toEqual([]);
    const serving = await life.source.ec2.listInstances(ids.failbackIds);
    expect(serving.map(({ state }) => state)).toEqual(['running', 'running']);
    expect(
      await life.source.drs.listRecoveryInstances({ ids: ids.failbackIds }),
    ).toEqual([]);
    expect(
      await life.source.drs.listSourceServers({ ids: ids.reversedIds }),
    ).toEqual([]);
    const protecting = await life.servers(HOSTS);
    expect(protecting.map(({ instanceId }) => instanceId).sort()).toEqual(
      [...ids.failbackIds].sort(),
    );
    const othersNow = (await life.recovery.drs.listSourceServers()).filter(
      ({ hostname }) => !HOSTS.includes(hostname!),
    );
    expect(othersNow.map(one => one.id)).toEqual(others.map(one => one.id));

    expect(callsOf().map(({ operation }) => operation)).toEqual([
      'StopReplication',
      'StopReplication',
      'TerminateRecoveryInstances',
      'TerminateRecoveryInstances',
      'DeleteRecoveryInstance',
      'DeleteRecoveryInstance',
      'DisconnectSourceServer',
      'DisconnectSourceServer',
      'DeleteSourceServer',
      'DeleteSourceServer',
    ]);
    const terminated = callsOf().flatMap(({ operation, request }) =>
      operation === 'TerminateRecoveryInstances'
        ? (request as { recoveryInstanceIDs: string[] }).recoveryInstanceIDs
        : [],
    );
    expect(terminated.sort()).toEqual([...ids.recoveryIds].sort());
  });
});
