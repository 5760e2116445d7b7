import type { LaunchConfig } from '@internal/plugin-disaster-recovery-common';
import { reversedServer } from '../replication/__testUtils__/anyReplication';
import { type MirrorFacts, prepareMirror } from './prepareMirror';
import { anyGroup, anyResolvedServer } from './__testUtils__/anyGroup';

const effective: LaunchConfig = {
  recovery: { subnetId: 'subnet-b1', securityGroupIds: ['sg-b1'] },
  origin: { subnetId: 'subnet-a1', securityGroupIds: ['sg-a1'] },
};

function facts(changes: Partial<MirrorFacts> = {}): MirrorFacts {
  return {
    sourceRegion: 'us-east-1',
    instances: [1, 2].map(number => ({
      recoveryInstanceId: `i-b${number}`,
      sourceServerId: `s-b${number}`,
      hostname: `web-${number}`,
      tags: {},
    })),
    groups: [
      {
        group: anyGroup(),
        servers: ['s-b1', 's-b2', 's-b3'].map((id, index) =>
          anyResolvedServer(id, effective, { hostname: `web-${index + 1}` }),
        ),
      },
    ],
    candidates: [1, 2].map(number =>
      reversedServer({}, { id: `s-a${number}`, instanceId: `i-b${number}` }),
    ),
    ...changes,
  };
}

const groupWith = (second: LaunchConfig) => [
  {
    group: anyGroup(),
    servers: [
      anyResolvedServer('s-b1', effective),
      anyResolvedServer('s-b2', second),
    ],
  },
];

describe('prepareMirror', () => {
  it('misses nothing of a machine that is back already, while others are mirrored again', () => {
    const [first, second] = facts().instances;
    const { groups, unmirrored } = prepareMirror(
      facts({
        instances: [first, { ...second, failback: { status: 'LAUNCHED' } }],
        candidates: facts().candidates.slice(0, 1),
      }),
    );
    expect(unmirrored).toEqual([]);
    expect(
      groups[0].servers.map(server => server.reversedSourceServerId),
    ).toEqual(['s-a1']);
    expect(groups[0].leftOut[0]).toMatchObject({
      sourceServerId: 's-b2',
      reason: expect.stringContaining('failed back already'),
    });
  });

  it('R3.1: takes the servers that failed over, and leaves the others of the group out with a reason', () => {
    const { groups, unmirrored } = prepareMirror(facts());
    expect(unmirrored).toEqual([]);
    expect(
      groups[0].servers.map(server => server.reversedSourceServerId),
    ).toEqual(['s-a1', 's-a2']);
    expect(groups[0].leftOut).toEqual([
      {
        sourceServerId: 's-b3',
        hostname: 'web-3',
        reason: expect.stringContaining('did not fail over'),
      },
    ]);
  });

  it('R12.3: names a server without an origin half, with what is missing and where to enter it', () => {
    const { unmirrored } = prepareMirror(
      facts({ groups: groupWith({ ...effective, origin: {} }) }),
    );
    expect(unmirrored).toEqual([
      expect.objectContaining({
        recoveryInstanceId: 'i-b2',
        hostname: 'web-2',
        reason: expect.stringContaining(
          'subnet and security groups there were not captured',
        ),
        remedy: expect.stringContaining('Protection Group Orders web'),
      }),
    ]);
  });

  it.each<[string, Partial<MirrorFacts>, string]>([
    [
      'nothing replicates it back',
      { candidates: facts().candidates.slice(0, 1) },
      'No source server',
    ],
    [
      'no group holds it',
      {
        groups: [
          {
            group: anyGroup(),
            servers: [anyResolvedServer('s-b1', effective)],
          },
        ],
      },
      'No Protection Group holds its source server s-b2',
    ],
    [
      'it is terminated',
      {
        instances: facts().instances.map((instance, index) => ({
          ...instance,
          ec2State: index === 1 ? 'TERMINATED' : 'RUNNING',
        })),
      },
      'has been terminated',
    ],
  ])(
    'R12.3: names a server when %s, and mirrors the rest',
    (_, changes, reason) => {
      const { groups, unmirrored } = prepareMirror(facts(changes));
      expect(unmirrored).toEqual([
        expect.objectContaining({
          recoveryInstanceId: 'i-b2',
          reason: expect.stringContaining(reason),
          remedy: expect.stringMatching(/\S/),
        }),
      ]);
      expect(groups[0].servers).toHaveLength(1);
    },
  );
});
