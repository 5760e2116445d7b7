import fc from 'fast-check';
import type { SourceServer } from '../aws';
import { type FailedOverServer, mapServers } from './mapServers';

function machine(
  recoveryInstanceId: string,
  rest: Partial<FailedOverServer> = {},
): FailedOverServer {
  return {
    recoveryInstanceId,
    sourceServerId: `s-of-${recoveryInstanceId}`,
    tags: {},
    ...rest,
  };
}

function reversed(id: string, rest: Partial<SourceServer> = {}): SourceServer {
  return {
    id,
    arn: `arn:aws:drs:us-east-1:111122223333:source-server/${id}`,
    tags: {},
    privateIps: [],
    replication: {
      totalBytes: 0,
      replicatedBytes: 0,
      rescannedBytes: 0,
      backlogBytes: 0,
      disks: [],
      initiationSteps: [],
    },
    ...rest,
  };
}

describe('mapServers', () => {
  it('R3.1: maps by the instance whose disks are replicated, whatever host names and tags say', () => {
    const { mapped, unmapped } = mapServers(
      [
        machine('i-1', { hostname: 'db', tags: { Name: 'db' } }),
        machine('i-2', { hostname: 'web', tags: { Name: 'web' } }),
      ],
      [
        reversed('s-b', {
          instanceId: 'i-2',
          hostname: 'db',
          tags: { Name: 'db' },
        }),
        reversed('s-a', { instanceId: 'i-1', hostname: 'web' }),
        reversed('s-other', { instanceId: 'i-other', hostname: 'db' }),
      ],
    );
    expect(unmapped).toEqual([]);
    expect(mapped).toEqual([
      {
        recoveryInstanceId: 'i-1',
        sourceServerId: 's-of-i-1',
        hostname: 'db',
        reversedSourceServerId: 's-a',
        rule: 'INSTANCE_ID',
      },
      {
        recoveryInstanceId: 'i-2',
        sourceServerId: 's-of-i-2',
        hostname: 'web',
        reversedSourceServerId: 's-b',
        rule: 'INSTANCE_ID',
      },
    ]);
  });

  it('R3.1: falls back on the host name, then on the tags, of servers that name no instance', () => {
    const { mapped } = mapServers(
      [
        machine('i-1', { hostname: 'DB' }),
        machine('i-2', {
          hostname: 'ip-10-0-0-4',
          tags: { Name: 'web-1', 'aws:x': '1' },
        }),
      ],
      [
        reversed('s-a', { hostname: 'ip-10-1-0-9', fqdn: 'db' }),
        reversed('s-b', { hostname: 'ip-10-1-0-7', tags: { Name: 'web-1' } }),
      ],
    );
    expect(
      mapped.map(({ recoveryInstanceId, reversedSourceServerId, rule }) => [
        recoveryInstanceId,
        reversedSourceServerId,
        rule,
      ]),
    ).toEqual([
      ['i-1', 's-a', 'HOSTNAME'],
      ['i-2', 's-b', 'TAGS'],
    ]);
  });

  it('never takes a server of another machine for its host name', () => {
    const { mapped, unmapped } = mapServers(
      [machine('i-1', { hostname: 'db' })],
      [reversed('s-theirs', { instanceId: 'i-theirs', hostname: 'db' })],
    );
    expect(mapped).toEqual([]);
    expect(unmapped).toEqual([
      expect.objectContaining({
        recoveryInstanceId: 'i-1',
        hostname: 'db',
        reason: expect.stringContaining('No source server'),
        remedy: expect.stringContaining('start reverse replication'),
      }),
    ]);
  });

  it('R12.3: says of which servers a host name cannot tell', () => {
    const { mapped, unmapped } = mapServers(
      [
        machine('i-1', { hostname: 'web' }),
        machine('i-2', { hostname: 'web' }),
        machine('i-3', { hostname: 'app' }),
      ],
      [
        reversed('s-a', { hostname: 'web' }),
        reversed('s-b', { hostname: 'app' }),
        reversed('s-c', { hostname: 'app' }),
      ],
    );
    expect(mapped).toEqual([]);
    expect(
      unmapped.map(({ recoveryInstanceId, reason }) => [
        recoveryInstanceId,
        reason,
      ]),
    ).toEqual([
      ['i-1', expect.stringContaining('2 machines and 1 source server (s-a)')],
      ['i-2', expect.stringContaining('2 machines and 1 source server (s-a)')],
      [
        'i-3',
        expect.stringContaining('1 machine and 2 source servers (s-b, s-c)'),
      ],
    ]);
  });

  it('R12.3: names the rivals when several servers replicate one instance', () => {
    const { unmapped } = mapServers(
      [machine('i-1')],
      [
        reversed('s-a', { instanceId: 'i-1' }),
        reversed('s-b', { instanceId: 'i-1' }),
      ],
    );
    expect(unmapped[0].reason).toContain('s-a, s-b');
    expect(unmapped[0].remedy).toContain('Disconnect and delete');
  });

  it('accounts for every machine once, and uses no source server twice', () => {
    const few = (prefix: string) =>
      fc.integer({ min: 0, max: 3 }).map(number => `${prefix}${number}`);
    const machines = fc.uniqueArray(
      fc.record({
        recoveryInstanceId: fc
          .integer({ min: 0, max: 9 })
          .map(number => `i-${number}`),
        hostname: fc.option(few('host'), { nil: undefined }),
        tags: fc.dictionary(few('key'), few('value'), { maxKeys: 2 }),
      }),
      { selector: server => server.recoveryInstanceId },
    );
    const candidates = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 0, max: 19 }).map(number => `s-${number}`),
        instanceId: fc.option(
          fc.integer({ min: 0, max: 12 }).map(number => `i-${number}`),
          { nil: undefined },
        ),
        hostname: fc.option(few('host'), { nil: undefined }),
        tags: fc.dictionary(few('key'), few('value'), { maxKeys: 2 }),
      }),
      { selector: server => server.id },
    );
    fc.assert(
      fc.property(machines, candidates, (servers, others) => {
        const wanted = servers.map(({ recoveryInstanceId, ...rest }) =>
          machine(recoveryInstanceId, rest),
        );
        const known = others.map(({ id, ...rest }) => reversed(id, rest));
        const { mapped, unmapped } = mapServers(wanted, known);
        expect(
          [...mapped, ...unmapped].map(one => one.recoveryInstanceId).sort(),
        ).toEqual(wanted.map(one => one.recoveryInstanceId).sort());
        const used = mapped.map(one => one.reversedSourceServerId);
        expect(new Set(used).size).toBe(used.length);
        for (const one of mapped) {
          const server = known.find(
            ({ id }) => id === one.reversedSourceServerId,
          );
          expect(server?.instanceId ?? one.recoveryInstanceId).toBe(
            one.recoveryInstanceId,
          );
        }
        const backwards = mapServers(
          [...wanted].reverse(),
          [...known].reverse(),
        );
        const pairs = (all: typeof mapped) =>
          all
            .map(
              one => `${one.recoveryInstanceId} ${one.reversedSourceServerId}`,
            )
            .sort();
        expect(pairs(backwards.mapped)).toEqual(pairs(mapped));
      }),
    );
  });
});
