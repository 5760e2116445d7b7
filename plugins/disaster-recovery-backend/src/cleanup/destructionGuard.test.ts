import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { recoveryInstance } from '../replication/__testUtils__/anyReplication';
import type { CleanupServer } from './cleanupFacts';
import {
  reasonAgainstDrillTermination,
  reasonAgainstRecordDeletion,
  reasonAgainstTermination,
} from './destructionGuard';
import { planCleanup } from './planCleanup';
import { cleanupFacts, returnedServer } from './__testUtils__/anyCleanup';

describe('destructionGuard', () => {
  it('R8.3: lets a recovery instance go whose failback instance runs', () => {
    const facts = cleanupFacts([returnedServer(1)]);
    expect(reasonAgainstTermination('i-b1', facts)).toBeUndefined();
    expect(reasonAgainstRecordDeletion('i-a1', facts)).toBeUndefined();
  });

  it.each<[string, Partial<CleanupServer>]>([
    ['does not belong to this session', { recoveryInstanceId: 'i-else' }],
    ['has no record of it', { recoveryInstance: undefined }],
    [
      'is a drill instance',
      {
        recoveryInstance: recoveryInstance({
          id: 'i-b1',
          sourceServerId: 's-b1',
          isDrill: true,
        }),
      },
    ],
    [
      'was launched from s-theirs',
      {
        recoveryInstance: recoveryInstance({
          id: 'i-b1',
          sourceServerId: 's-theirs',
        }),
      },
    ],
    ['has not failed back', { failback: undefined }],
    [
      'i-a1 was launched for a drill',
      {
        failback: {
          instanceId: 'i-a1',
          ec2State: 'running',
          record: recoveryInstance({ id: 'i-a1', isDrill: true }),
        },
      },
    ],
    [
      'i-a1 was launched from s-theirs',
      {
        failback: {
          instanceId: 'i-a1',
          ec2State: 'running',
          record: recoveryInstance({ id: 'i-a1', sourceServerId: 's-theirs' }),
        },
      },
    ],
    [
      'i-a1 is stopped',
      { failback: { instanceId: 'i-a1', ec2State: 'stopped' } },
    ],
  ])('keeps a recovery instance when it %s', (reason, changes) => {
    const facts = cleanupFacts([returnedServer(1, changes)]);
    expect(reasonAgainstTermination('i-b1', facts)).toContain(reason);
  });

  it('never takes the instance of a drill for one that serves, nor the other way round', () => {
    const drill = (changes: Parameters<typeof recoveryInstance>[0]) =>
      cleanupFacts([
        returnedServer(1, {
          drill: {
            instanceId: 'i-drill',
            record: recoveryInstance({
              id: 'i-drill',
              sourceServerId: 's-a1',
              isDrill: true,
              ...changes,
            }),
          },
        }),
      ]);
    expect(reasonAgainstDrillTermination('i-drill', drill({}))).toBeUndefined();
    expect(
      reasonAgainstDrillTermination('i-drill', drill({ isDrill: false })),
    ).toContain('not a drill instance');
    expect(
      reasonAgainstDrillTermination(
        'i-drill',
        drill({ sourceServerId: 's-x' }),
      ),
    ).toContain('s-x');
    expect(
      reasonAgainstDrillTermination('i-drill', {
        ...drill({}),
        productionIds: new Set(['i-drill']),
      }),
    ).toContain('the machine that serves');
  });

  it('keeps a recovery instance that is the failback instance of some session', () => {
    const facts = cleanupFacts([returnedServer(1)]);
    expect(
      reasonAgainstTermination('i-b1', {
        ...facts,
        productionIds: new Set(['i-b1']),
      }),
    ).toContain('the machine that serves');
  });

  it('plans the termination of no machine that serves, whatever the world is like', () => {
    const rarely = fc.integer({ min: 0, max: 5 }).map(number => number === 0);
    /** What is wrong with one machine; with most of them nothing is. */
    const machine = fc.record({
      isDrill: rarely,
      isOfOthers: rarely,
      isServing: rarely,
      isFailbackOfDrill: rarely,
      isFailbackOfOthers: rarely,
      hasNotReturned: rarely,
      failbackState: fc.constantFrom(
        'running',
        'running',
        'stopped',
        undefined,
      ),
      hasDrill: fc.boolean(),
      drillIsNone: rarely,
    });
    fc.assert(
      fc.property(fc.array(machine, { maxLength: 4 }), machines => {
        const serving = new Set<string>();
        const all = machines.map((wrong, number) => {
          const sound = returnedServer(number);
          if (
            wrong.isServing ||
            wrong.hasNotReturned ||
            wrong.isFailbackOfDrill ||
            wrong.isFailbackOfOthers ||
            wrong.failbackState !== 'running'
          ) {
            serving.add(sound.recoveryInstanceId);
          }
          serving.add(sound.failback!.instanceId);
          const failbackSource = wrong.isFailbackOfOthers
            ? 's-theirs'
            : sound.reversed!.id;
          return {
            ...sound,
            recoveryInstance: recoveryInstance({
              id: sound.recoveryInstanceId,
              sourceServerId: wrong.isOfOthers
                ? 's-theirs'
                : sound.sourceServerId,
              isDrill: wrong.isDrill,
            }),
            failback: wrong.hasNotReturned
              ? undefined
              : {
                  instanceId: sound.failback!.instanceId,
                  ec2State: wrong.failbackState,
                  record: recoveryInstance({
                    id: sound.failback!.instanceId,
                    sourceServerId: failbackSource,
                    isDrill: wrong.isFailbackOfDrill,
                  }),
                },
            ...(wrong.hasDrill && {
              drill: {
                instanceId: `i-drill${number}`,
                record: recoveryInstance({
                  id: `i-drill${number}`,
                  sourceServerId: sound.reversed!.id,
                  isDrill: !wrong.drillIsNone,
                }),
              },
            }),
          };
        });
        const facts = cleanupFacts(all, { deleteSourceServers: true });
        const { steps } = planCleanup(
          {
            ...facts,
            productionIds: new Set([
              ...facts.productionIds,
              ...all
                .filter((_, number) => machines[number].isServing)
                .map(({ recoveryInstanceId }) => recoveryInstanceId),
            ]),
          },
          new Date(),
        );
        const terminated = steps
          .filter(({ effect }) => effect === 'terminate')
          .map(({ resourceId }) => resourceId);
        expect(terminated.filter(id => serving.has(id))).toEqual([]);
        const foreign = machines.flatMap((wrong, number) => [
          ...(wrong.isOfOthers || wrong.isDrill ? [`i-b${number}`] : []),
          ...(wrong.drillIsNone ? [`i-drill${number}`] : []),
        ]);
        expect(terminated.filter(id => foreign.includes(id))).toEqual([]);
        const sound = machines.flatMap((_, number) =>
          foreign.includes(`i-b${number}`) || serving.has(`i-b${number}`)
            ? []
            : [`i-b${number}`],
        );
        expect(terminated).toEqual(expect.arrayContaining(sound));
      }),
      propertyRuns(500),
    );
  });
});
