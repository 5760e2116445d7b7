import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DatabaseAuditLog } from '../../audit';
import { DatabaseClock } from '../../database/DatabaseClock';
import { migrate } from '../../database/migrate';
import type { Dependencies } from '../../dependencies';
import { PgBossEngine } from '../../engine';
import { DefaultFailoverSessionStore } from '../DefaultFailoverSessionStore';
import { bareInstance } from '../newInstance';
import type { NewInstance, SessionRecord } from '../types';

const PLACE = { accountId: '111122223333', recoveryRegion: 'us-west-2' };

/** A session as a failover leaves it. */
export function anySession(
  more: Partial<SessionRecord> = {},
): Omit<SessionRecord, 'id' | 'createdAt' | 'updatedAt' | 'status'> {
  return {
    ...PLACE,
    name: 'orders 2026-11-23',
    sourceAccountId: PLACE.accountId,
    sourceRegion: 'us-east-1',
    adoptedJobIds: [],
    originalProtectionGroupIds: ['group-1'],
    mirroredProtectionGroupIds: [],
    drillExecutionIds: [],
    createdBy: 'user:default/operator',
    ...more,
  };
}

/** The n-th recovery instance of a test. */
export function anyInstance(
  number: number,
  more: Partial<NewInstance> = {},
): NewInstance {
  const digits = String(number).padStart(17, '0');
  return {
    ...bareInstance(PLACE, {
      recoveryInstanceId: `i-${digits}`,
      sourceServerId: `s-${digits}`,
    }),
    ...more,
  };
}

/** The parts that sessions stand on, on a database of their own: the engine and the record are the real ones. */
export async function sessionTestBed(database: Knex) {
  await migrate(database);
  const logger = mockServices.logger.mock({
    child: () => mockServices.logger.mock(),
  });
  const delivered: Record<string, any>[] = [];
  const published: { type: string; id: string }[] = [];
  const notified: Record<string, any>[] = [];
  const clock = await DatabaseClock.create(database);
  const engine = await PgBossEngine.create({ database, logger });
  const audit = DatabaseAuditLog.create({
    logger,
    auditor: mockServices.auditor.mock(),
    delivery: {
      deliver: async (_database, entry) => {
        delivered.push(entry);
      },
    },
  });
  const dependencies = {
    database,
    clock,
    logger,
    engine,
    audit,
    changes: {
      publish: (change: { type: string; id: string }) => published.push(change),
      notify: async (_database: Knex, notification: Record<string, any>) => {
        notified.push(notification);
      },
    },
    config: { pollingIntervalMs: 100 },
  } as unknown as Dependencies;
  return {
    dependencies,
    engine,
    store: DefaultFailoverSessionStore.create({ database, audit, clock }),
    delivered,
    published,
    notified,
  };
}
