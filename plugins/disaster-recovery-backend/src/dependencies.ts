import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { AuditLog, ChangePublisher } from './audit/types';
import type { Aws } from './aws';
import type { Clock } from './database/DatabaseClock';
import type { DisasterRecoveryConfig } from './DisasterRecoveryConfig';
import type { Engine } from './engine';
import type { Access } from './permissions/types';

/** What every capability is made with. */
export interface Dependencies {
  logger: LoggerService;
  database: Knex;
  /** Dates what is written down, and measures what waits. */
  clock: Clock;
  config: DisasterRecoveryConfig;
  aws: Aws;
  engine: Engine;
  access: Access;
  audit: AuditLog;
  changes: ChangePublisher;
}
