import type { CloudWatchLogs as LogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsCaller } from './AwsCaller';
import { AwsOperationError } from './AwsOperationError';
import { batchLogEntries, type LogEntry } from './batchLogEntries';
import type { Connection } from './Connection';
import type { Logs } from './types';

function isCode(error: unknown, code: string): boolean {
  return error instanceof AwsOperationError && error.failure.code === code;
}

/** CloudWatch Logs in one account and region. */
export class CloudWatchLogs implements Logs {
  readonly #client: () => Promise<LogsClient>;
  readonly #call: AwsCaller;

  constructor(connection: Connection) {
    this.#client = connection.open(
      async () =>
        (await import('@aws-sdk/client-cloudwatch-logs')).CloudWatchLogs,
    );
    this.#call = connection.call;
  }

  async put(
    logGroupName: string,
    logStreamName: string,
    entries: LogEntry[],
  ): Promise<void> {
    for (const logEvents of batchLogEntries(entries)) {
      const write = () =>
        this.#call.idempotent('PutLogEvents', async options =>
          (await this.#client()).putLogEvents(
            { logGroupName, logStreamName, logEvents },
            options,
          ),
        );
      try {
        await write();
      } catch (error) {
        if (!isCode(error, 'ResourceNotFoundException')) {
          throw error;
        }
        await this.#make(logGroupName, logStreamName);
        await write();
      }
    }
  }

  async #make(logGroupName: string, logStreamName: string) {
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
      this.#call.idempotent('CreateLogStream', async options =>
        (await this.#client()).createLogStream(
          { logGroupName, logStreamName },
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
        this.#call.idempotent('CreateLogGroup', async options =>
          (await this.#client()).createLogGroup({ logGroupName }, options),
        ),
      );
      await unlessThere(stream());
    }
  }
}
