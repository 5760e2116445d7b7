import type { CleanupPlan } from '@internal/plugin-disaster-recovery-common';
import {
  recoveryInstance,
  reversedServer,
} from '../replication/__testUtils__/anyReplication';
import type { CleanupFacts } from './cleanupFacts';
import { planCleanup } from './planCleanup';
import { cleanupFacts, returnedServer } from './__testUtils__/anyCleanup';

const at = new Date('2026-11-23T10:00:00Z');
const plan = (facts: CleanupFacts) => planCleanup(facts, at);
const lines = (steps: CleanupPlan['steps']) =>
  steps.map(step => `${step.effect} ${step.resourceType} ${step.resourceId}`);
const reasonFor = ({ kept }: CleanupPlan, resourceId: string, type: string) =>
  kept.find(
    step => step.resourceId === resourceId && step.resourceType === type,
  )?.reason;

describe('planCleanup', () => {
  it('R8.2: lists in order what is done, where, and why', () => {
    const { steps, blockedBy } = plan(
      cleanupFacts([returnedServer(1), returnedServer(2)]),
    );
    expect(lines(steps)).toEqual([
      'stop-replication reversed-source-server s-a1',
      'stop-replication reversed-source-server s-a2',
      'terminate recovery-instance i-b1',
      'terminate recovery-instance i-b2',
      'delete recovery-plan plan-m',
      'delete protection-group group-m',
      'delete-record failback-instance-record i-a1',
      'delete-record failback-instance-record i-a2',
    ]);
    expect(steps.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(steps[0]).toMatchObject({
      accountId: '111122223333',
      region: 'us-east-1',
      name: 'web-1',
    });
    expect(steps[2]).toMatchObject({
      accountId: '444455556666',
      region: 'us-west-2',
      reason: expect.stringContaining('i-a1 has taken its place in us-east-1'),
    });
    expect(blockedBy).toEqual([]);
  });

  it('R8.2: lists what is kept, and why', () => {
    const { kept } = plan(cleanupFacts([returnedServer(1)]));
    expect(lines(kept)).toEqual([
      'keep reversed-source-server s-a1',
      'keep source-server s-b1',
      'keep failback-instance i-a1',
      'keep recovery-plan plan-o',
      'keep protection-group group-o',
    ]);
    for (const { reason } of kept) {
      expect(reason).not.toBe('');
    }
  });

  it('R8.6: keeps every source server unless asked, and then still what protects the failback instance', () => {
    const asked = plan(
      cleanupFacts([returnedServer(1)], { deleteSourceServers: true }),
    );
    expect(lines(asked.steps).slice(-1)).toEqual([
      'delete reversed-source-server s-a1',
    ]);
    expect(reasonFor(asked, 's-b1', 'source-server')).toContain(
      'It protects the failback instance i-a1',
    );
  });

  it('R8.6: deletes, when asked, the source server of an original machine that is gone', () => {
    const facts = cleanupFacts(
      [
        returnedServer(1, {
          original: reversedServer(
            {},
            {
              id: 's-b1',
              instanceId: 'i-original1',
              recoveryInstanceId: 'i-b1',
            },
          ),
          protecting: [
            reversedServer(
              {},
              {
                id: 's-new',
                instanceId: 'i-a1',
                replicationDirection: 'FAILOVER',
              },
            ),
          ],
        }),
      ],
      { deleteSourceServers: true },
    );
    const { steps } = plan(facts);
    expect(steps.at(-1)).toMatchObject({
      effect: 'delete',
      resourceType: 'source-server',
      resourceId: 's-b1',
      region: 'us-west-2',
      optional: true,
      reason: expect.stringContaining('s-new protects the failback instance'),
    });
  });

  it.each([
    [
      'its original machine still runs',
      { instanceId: 'i-original1' },
      { instanceId: 'i-original1', ec2State: 'running' },
      'which is running',
    ],
    [
      'its original machine is stopped',
      { instanceId: 'i-original1' },
      { instanceId: 'i-original1', ec2State: 'stopped' },
      'which is stopped',
    ],
    [
      'it replicates a machine of someone else',
      { instanceId: 'i-theirs' },
      { instanceId: 'i-original1' },
      'not of this session',
    ],
    [
      'something else was launched from it',
      { instanceId: 'i-original1', recoveryInstanceId: 'i-newer' },
      { instanceId: 'i-original1' },
      'Another recovery instance, i-newer',
    ],
  ])(
    'R8.6: never deletes a source server when %s',
    (_, original, originalMachine, reason) => {
      const asked = plan(
        cleanupFacts(
          [
            returnedServer(1, {
              original: reversedServer({}, { id: 's-b1', ...original }),
              originalMachine,
              protecting: [],
            }),
          ],
          { deleteSourceServers: true },
        ),
      );
      expect(lines(asked.steps)).not.toContain('delete source-server s-b1');
      expect(reasonFor(asked, 's-b1', 'source-server')).toContain(reason);
    },
  );

  it('R8.6: keeps the record from which DRS made the protection after a reinstall, and what it was launched from', () => {
    const reinstalled = returnedServer(1, {
      original: reversedServer({}, { id: 's-b1', instanceId: 'i-original1' }),
      protecting: [
        reversedServer(
          {},
          {
            id: 's-new',
            instanceId: 'i-a1',
            replicationDirection: 'FAILBACK',
          },
        ),
      ],
    });
    const planned = plan(
      cleanupFacts([reinstalled], { deleteSourceServers: true }),
    );
    expect(lines(planned.steps)).toEqual([
      'stop-replication reversed-source-server s-a1',
      'terminate recovery-instance i-b1',
      'delete recovery-plan plan-m',
      'delete protection-group group-m',
      'delete source-server s-b1',
    ]);
    expect(reasonFor(planned, 'i-a1', 'failback-instance-record')).toContain(
      's-new in us-west-2 protects the machine and was made from this record',
    );
    expect(reasonFor(planned, 's-a1', 'reversed-source-server')).toContain(
      'its record stays',
    );
  });

  it('leaves a machine that has not failed back, and what replicates it, alone', () => {
    const behind = returnedServer(2, { failback: undefined, protecting: [] });
    const planned = plan(
      cleanupFacts([returnedServer(1), behind], { deleteSourceServers: true }),
    );
    expect(planned.steps.filter(step => step.name === 'web-2')).toEqual([]);
    expect(reasonFor(planned, 'i-b2', 'recovery-instance')).toContain(
      'it is the machine that serves',
    );
    expect(planned.blockedBy).toEqual([]);
  });

  it('R8.3: lists drill instances that are alive', () => {
    const drilled = returnedServer(1, {
      drill: {
        instanceId: 'i-drill',
        record: recoveryInstance({
          id: 'i-drill',
          sourceServerId: 's-a1',
          isDrill: true,
        }),
      },
    });
    expect(lines(plan(cleanupFacts([drilled])).steps)).toContain(
      'terminate drill-instance i-drill',
    );
  });

  it.each(['stopped', 'terminated', undefined])(
    'is refused while a failback instance is %s',
    ec2State => {
      const { failback } = returnedServer(1);
      const planned = plan(
        cleanupFacts([
          returnedServer(1, { failback: { ...failback!, ec2State } }),
          returnedServer(2),
        ]),
      );
      expect(planned.blockedBy).toEqual([
        expect.stringContaining('The failback instance i-a1 (web-1)'),
      ]);
      expect(lines(planned.steps)).not.toContain(
        'terminate recovery-instance i-b1',
      );
    },
  );

  it('is refused while the mirrored plan runs, and when the state of the session forbids it', () => {
    const planned = plan(
      cleanupFacts([returnedServer(1)], {
        mirroredPlan: { id: 'p', name: 'P', runningExecutionId: 'e-1' },
        reasonAgainst: 'Cleanup comes later.',
      }),
    );
    expect(planned.blockedBy).toEqual([
      'Cleanup comes later.',
      expect.stringContaining('Execution e-1'),
    ]);
  });

  it('says before re-protection that cleanup ends the chance of it', () => {
    const facts = cleanupFacts([returnedServer(1, { protecting: [] })]);
    const planned = plan({
      ...facts,
      session: { ...facts.session, status: 'FAILBACK_COMPLETE' },
    });
    expect(planned.steps[0].reason).toContain('re-protection is not offered');
    expect(
      planned.steps.find(({ effect }) => effect === 'delete-record')?.reason,
    ).toContain('Re-protection needs this record');
  });

  it('lists only what is left once the rest is done', () => {
    const done = returnedServer(1, {
      recoveryInstance: recoveryInstance({
        id: 'i-b1',
        sourceServerId: 's-b1',
        ec2State: 'TERMINATED',
      }),
      failback: { instanceId: 'i-a1', ec2State: 'running' },
      reversed: reversedServer(
        { state: 'STOPPED' },
        { id: 's-a1', instanceId: 'i-b1' },
      ),
    });
    expect(
      plan(
        cleanupFacts([done], { mirroredPlan: undefined, mirroredGroups: [] }),
      ).steps,
    ).toEqual([]);
  });
});
