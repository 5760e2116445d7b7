import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DrsClient } from '@aws-sdk/client-drs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import type { Clock } from '../database/DatabaseClock';
import type { DisasterRecoveryConfig } from '../DisasterRecoveryConfig';
import { AccountCredentials } from './AccountCredentials';
import { AwsCaller } from './AwsCaller';
import { AwsClock } from './AwsClock';
import { CallCounter } from './CallCounter';
import { CloudWatchLogs, type LogsConnection } from './CloudWatchLogs';
import { DefaultDrs } from './DefaultDrs';
import { DefaultEc2 } from './DefaultEc2';
import { DefaultIam } from './DefaultIam';
import { DefaultSsm } from './DefaultSsm';
import { followClock } from './followClock';
import type { AwsObserver } from './AwsObserver';
import type { Aws, AwsRegion } from './types';

const CONNECTION_TIMEOUT_MS = 3000;

/**
 * AWS through the SDK: one set of clients for each account and region, made when first asked for and kept.
 *
 * @remarks
 * With `disasterRecovery.aws.endpoint` every call of this plugin goes there. The calls to STS that the portal's credentials
 * manager makes when a role is to be assumed are not this plugin's: they follow the SDK's own variable
 * `AWS_ENDPOINT_URL_STS`. Accounts with keys of their own need no STS.
 */
export class DefaultAws implements Aws {
  /** How many requests went to AWS, by operation. */
  readonly calls = new CallCounter();
  readonly logs: CloudWatchLogs;

  readonly #observer: AwsObserver | undefined;
  readonly #endpoint: string | undefined;
  readonly #credentials: AccountCredentials;
  readonly #logger: LoggerService;
  readonly #callers: AwsCaller[] = [];
  readonly #clock = new AwsClock();
  readonly #portalClock: Clock;
  readonly #regions = new Map<string, AwsRegion>();
  readonly #logsConnections = new Map<string, LogsConnection>();
  readonly #closers: (() => void)[] = [];

  static create(options: {
    config: Pick<DisasterRecoveryConfig, 'awsEndpoint'>;
    credentials: AwsCredentialsManager;
    logger: LoggerService;
    observer?: AwsObserver;
    /** What AWS's times are told by; the machine's clock unless given. */
    clock?: Clock;
  }): DefaultAws {
    if (options.config.awsEndpoint) {
      options.logger.info(`AWS calls go to ${options.config.awsEndpoint}`);
    }
    return new DefaultAws(options);
  }

  private constructor(options: Parameters<typeof DefaultAws.create>[0]) {
    this.#endpoint = options.config.awsEndpoint;
    this.#credentials = new AccountCredentials(options.credentials);
    this.#logger = options.logger;
    this.#observer = options.observer;
    this.#portalClock = options.clock ?? { now: () => new Date() };
    this.logs = new CloudWatchLogs(target => this.#openLogs(target));
  }

  in(target: AccountRegion): AwsRegion {
    const key = `${target.accountId}/${target.region}`;
    const region = this.#regions.get(key) ?? this.#open(target);
    this.#regions.set(key, region);
    return region;
  }

  /** How the budgets of requests stand, of each service in each account and region. */
  get budgets(): AwsCaller['budget'][] {
    return this.#callers.map(({ budget }) => budget);
  }

  /** Closes all connections. */
  close() {
    this.#closers.forEach(close => close());
    this.#regions.clear();
    this.#callers.length = 0;
    this.#logsConnections.clear();
  }

  #open({ accountId, region }: AccountRegion): AwsRegion {
    const target = { accountId, region };
    const options = this.#clientOptions(target);
    const drs = this.#keep(new DrsClient(options));
    const ec2 = this.#keep(new EC2Client(options));
    const ssm = this.#keep(new SSMClient(options));
    const iam = this.#keep(new IAMClient(options));
    const clock = this.#clock;
    followClock(drs, clock, this.#portalClock);
    followClock(ec2, clock, this.#portalClock);
    followClock(ssm, clock, this.#portalClock);
    return {
      ...target,
      drs: new DefaultDrs(drs, this.#caller('drs', target), clock),
      ec2: new DefaultEc2(ec2, this.#caller('ec2', target), clock),
      ssm: new DefaultSsm(ssm, this.#caller('ssm', target), clock),
      iam: new DefaultIam(iam, this.#caller('iam', target)),
    };
  }

  #openLogs({ accountId, region }: AccountRegion): LogsConnection {
    const target = { accountId, region };
    const key = `${accountId}/${region}`;
    const logs = this.#logsConnections.get(key) ?? {
      client: this.#keep(new CloudWatchLogsClient(this.#clientOptions(target))),
      call: this.#caller('logs', target),
    };
    this.#logsConnections.set(key, logs);
    return logs;
  }

  #caller(service: string, target: AccountRegion) {
    const caller = new AwsCaller(service, target, {
      counter: this.calls,
      logger: this.#logger,
      observer: this.#observer,
    });
    this.#callers.push(caller);
    return caller;
  }

  #clientOptions(target: AccountRegion) {
    return {
      region: target.region,
      endpoint: this.#endpoint,
      credentials: this.#credentials.for(target),
      requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS },
      // Repeating is AwsCaller's business.
      maxAttempts: 1,
    };
  }

  #keep<T extends { destroy(): void }>(client: T): T {
    this.#closers.push(() => client.destroy());
    return client;
  }
}
