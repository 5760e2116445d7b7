import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import type { Clock } from '../database/DatabaseClock';
import type { DisasterRecoveryConfig } from '../DisasterRecoveryConfig';
import { AccountCredentials } from './AccountCredentials';
import { AwsCaller } from './AwsCaller';
import { AwsClock } from './AwsClock';
import { CallCounter } from './CallCounter';
import { CloudWatchLogs } from './CloudWatchLogs';
import type { ClientOptions, Connection } from './Connection';
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

  readonly #observer: AwsObserver | undefined;
  readonly #endpoint: string | undefined;
  readonly #credentials: AccountCredentials;
  readonly #logger: LoggerService;
  readonly #callers: AwsCaller[] = [];
  readonly #clock = new AwsClock();
  readonly #portalClock: Clock;
  readonly #regions = new Map<string, AwsRegion>();
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
  }

  #open({ accountId, region }: AccountRegion): AwsRegion {
    const target = { accountId, region };
    const connect = (service: string) => this.#connect(service, target);
    return {
      ...target,
      drs: new DefaultDrs(connect('drs')),
      ec2: new DefaultEc2(connect('ec2')),
      ssm: new DefaultSsm(connect('ssm')),
      iam: new DefaultIam(connect('iam')),
      logs: new CloudWatchLogs(connect('logs')),
    };
  }

  #connect(service: string, target: AccountRegion): Connection {
    return {
      open: load => {
        let client: ReturnType<typeof open> | undefined;
        const open = async () => {
          const Client = await load();
          const opened = new Client(this.#clientOptions(target));
          this.#closers.push(() => opened.destroy());
          followClock(opened, this.#clock, this.#portalClock);
          return opened;
        };
        return () => {
          client ??= open().catch(error => {
            // The next call tries again.
            client = undefined;
            throw error;
          });
          return client;
        };
      },
      call: this.#caller(service, target),
      clock: this.#clock,
    };
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

  #clientOptions(target: AccountRegion): ClientOptions {
    return {
      region: target.region,
      endpoint: this.#endpoint,
      credentials: this.#credentials.for(target),
      requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS },
      // Repeating is AwsCaller's business.
      maxAttempts: 1,
    };
  }
}
