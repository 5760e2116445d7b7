import {
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import type { AwsCaller } from './AwsCaller';
import { AwsOperationError } from './AwsOperationError';
import { batchLogEntries, type LogEntry } from './batchLogEntries';

function isCode(error: unknown, code: string): boolean {
  return error instanceof AwsOperationError && error.failure.code === code;
}

/** A way to CloudWatch Logs in one account and region. */
export interface LogsConnection {
  client: CloudWatchLogsClient;
  call: AwsCaller;
}

/** Writes to CloudWatch Logs, in any account and region. */
export class CloudWatchLogs {
  readonly #open: (target: AccountRegion) => LogsConnection;

  constructor(open: (target: AccountRegion) => LogsConnection) {
    this.#open = open;
  }

  /**
   * Appends entries to a stream; the group and the stream are made when they are missing.
   *
   * @throws AwsOperationError
   */
  async put(
    target: AccountRegion,
    logGroupName: string,
    logStreamName: string,
    entries: LogEntry[],
  ): Promise<void> {
    const { client, call } = this.#open(target);
    for (const logEvents of batchLogEntries(entries)) {
      const write = () =>
        call.idempotent('PutLogEvents', options =>
          client.send(
            new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }),
            options,
          ),
        );
      try {
        await write();
      } catch (error) {
        if (!isCode(error, 'ResourceNotFoundException')) {
          throw error;
        }
        await this.#make(target, logGroupName, logStreamName);
        await write();
      }
    }
  }

  async #make(
    target: AccountRegion,
    logGroupName: string,
    logStreamName: string,
  ) {
    const { client, call } = this.#open(target);
    const unlessThere = async (work: Promise<unknown>) => {
      try {
        await work;
      } catch (error) {
        if (!isCode(error, 'ResourceAlreadyExistsException')) {
          throw error;
        }
      }
    };
    const stream = () =>
      call.idempotent('CreateLogStream', options =>
        client.send(
          new CreateLogStreamCommand({ logGroupName, logStreamName }),
          options,
        ),
      );
    // The group first only if it is missing: making groups is a right that a portal may not have.
    try {
      await unlessThere(stream());
    } catch (error) {
      if (!isCode(error, 'ResourceNotFoundException')) {
        throw error;
      }
      await unlessThere(
        call.idempotent('CreateLogGroup', options =>
          client.send(new CreateLogGroupCommand({ logGroupName }), options),
        ),
      );
      await unlessThere(stream());
    }
  }
}
