import { hostname } from 'node:os';
import type {
  AuditorService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { Aws } from '../aws';
import type { DisasterRecoveryConfig } from '../DisasterRecoveryConfig';
import type { DatabaseOutbox } from '../outbox';
import { CLOUDWATCH, cloudWatchChannel } from './cloudWatchChannel';
import { DatabaseAuditLog } from './DatabaseAuditLog';
import type { AuditLog } from './types';

/** The log group's account, or the portal's main one. */
function accountOf(
  configured: string | undefined,
  rootConfig: RootConfigService,
): string {
  const accountId =
    configured ??
    rootConfig.getOptionalString('aws.mainAccount.accountId') ??
    rootConfig
      .getOptionalConfigArray('aws.accounts')?.[0]
      ?.getString('accountId');
  if (!accountId) {
    throw new Error(
      'Invalid configuration: disasterRecovery.cloudWatch.accountId is missing, and the portal knows no AWS account to take instead',
    );
  }
  return accountId;
}

/** The audit log, with delivery to CloudWatch Logs when a log group is configured. */
export function createAuditLog(options: {
  auditor: AuditorService;
  aws: Aws;
  config: DisasterRecoveryConfig;
  logger: LoggerService;
  outbox: DatabaseOutbox;
  rootConfig: RootConfigService;
}): AuditLog {
  const { auditor, aws, config, logger, outbox, rootConfig } = options;
  if (!config.cloudWatch) {
    return DatabaseAuditLog.create({ logger, auditor });
  }
  const { logGroup, region } = config.cloudWatch;
  const target = {
    accountId: accountOf(config.cloudWatch.accountId, rootConfig),
    region,
  };
  // One stream for each replica: CloudWatch Logs orders the events of a stream by the time they carry.
  const stream = `disaster-recovery/${hostname()}`;
  outbox.open(
    cloudWatchChannel(entries =>
      aws.in(target).logs.put(logGroup, stream, entries),
    ),
  );
  return DatabaseAuditLog.create({
    logger,
    auditor,
    delivery: {
      deliver: (database, content) =>
        outbox.put(database, CLOUDWATCH, { content }),
    },
  });
}
