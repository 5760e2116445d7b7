import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import type { Clock } from '../database/DatabaseClock';
import type { DisasterRecoveryConfig } from '../DisasterRecoveryConfig';
import { AccountCredentials } from './AccountCredentials';
import { AwsCaller } from './AwsCaller';
import { AwsClock } from './AwsClock';
import { CallCounter } from './CallCounter';
import type { ClientOptions, Connection } from './Connection';
import { followClock } from './followClock';
import type { AwsObserver } from './AwsObserver';
import type { Aws, AwsRegion } from './types';
import { whenUsed } from './whenUsed';

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

  /** The SDK's clients take longer to load than all else of this plugin: the first who needs one loads it. */
  #open({ accountId, region }: AccountRegion): AwsRegion {
    const target = { accountId, region };
    return {
      ...target,
      drs: whenUsed(async () => {
        const { DefaultDrs } = await import('./DefaultDrs');
        return new DefaultDrs(this.#connect('drs', target));
      }),
      ec2: whenUsed(async () => {
        const { DefaultEc2 } = await import('./DefaultEc2');
        return new DefaultEc2(this.#connect('ec2', target));
      }),
      ssm: whenUsed(async () => {
        const { DefaultSsm } = await import('./DefaultSsm');
        return new DefaultSsm(this.#connect('ssm', target));
      }),
      iam: whenUsed(async () => {
        const { DefaultIam } = await import('./DefaultIam');
        return new DefaultIam(this.#connect('iam', target));
      }),
      logs: whenUsed(async () => {
        const { CloudWatchLogs } = await import('./CloudWatchLogs');
        return new CloudWatchLogs(this.#connect('logs', target));
      }),
    };
  }

  #connect(service: string, target: AccountRegion): Connection {
    return {
      open: Client => {
        const client = new Client(this.#clientOptions(target));
        this.#closers.push(() => client.destroy());
        followClock(client, this.#clock, this.#portalClock);
        return client;
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
