import { mockServices } from '@backstage/backend-test-utils';
import { failoverSessionCleanupPermission as permission } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { AuditEntry } from '../audit';
import { DenialRecorder } from './DenialRecorder';

describe('DenialRecorder', () => {
  let entries: AuditEntry[];
  let time: number;
  let broken: boolean;
  let denials: DenialRecorder;
  const refuse = (principal: string, resourceId: string) =>
    denials.record({ principal, permission, resourceId, message: 'No' });

  beforeEach(() => {
    entries = [];
    time = 0;
    broken = false;
    denials = new DenialRecorder({
      audit: {
        record: async (_, entry) => {
          if (broken) {
            throw new Error('the database is away');
          }
          entries.push(entry);
        },
        failure: async () => {},
        retry: async () => {},
      },
      database: {} as Knex,
      logger: mockServices.logger.mock(),
      now: () => time,
    });
  });

  it('keeps the same refusal once an hour', async () => {
    await refuse('user:default/eve', 'one');
    await refuse('user:default/eve', 'one');
    await refuse('user:default/bob', 'one');
    expect(entries.map(({ actor }) => actor)).toEqual([
      'user:default/eve',
      'user:default/bob',
    ]);
    time += 3_600_000;
    await refuse('user:default/eve', 'one');
    expect(entries).toHaveLength(3);
  });

  it('keeps so many of one caller, says that more are left out, and still hears others', async () => {
    for (let number = 0; number < 500; number += 1) {
      await refuse('user:default/eve', `session-${number}`);
    }
    expect(entries).toHaveLength(30);
    expect(entries.at(-1)!.message).toContain('are left out');
    await refuse('user:default/bob', 'one');
    expect(entries.at(-1)!.actor).toBe('user:default/bob');
  });

  it('is bounded however many callers there are', async () => {
    for (let number = 0; number < 2_000; number += 1) {
      await refuse(`user:default/u${number}`, 'one');
    }
    expect(entries).toHaveLength(1_000);
  });

  it('never keeps a refusal from being told, and records it when it can', async () => {
    broken = true;
    await expect(refuse('user:default/eve', 'one')).resolves.toBeUndefined();
    broken = false;
    await refuse('user:default/eve', 'one');
    expect(entries).toHaveLength(1);
  });
});
