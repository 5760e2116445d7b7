import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Failover, failback, re-protection and cleanup on AWS Elastic Disaster Recovery. */
  disasterRecovery?: {
    aws?: {
      /**
       * Where every AWS call of this plugin goes, instead of AWS's own hosts: for the simulator, or a proxy. Accounts and
       * credentials are those of the portal's own `aws` configuration.
       */
      endpoint?: string;
    };

    polling?: {
      /** How often AWS is asked how replication and launches go on. One minute unless given. */
      interval?: HumanDuration | string;
    };

    replication?: {
      /** Above this lag an instance is ready with lag, not ready. One minute unless given. */
      readyLag?: HumanDuration | string;
      /** How long samples are kept for charts. Thirty days unless given. */
      sampleRetention?: HumanDuration | string;
    };

    originCapture?: {
      /** How often it is captured how the original machines run. One hour unless given. */
      interval?: HumanDuration | string;
    };

    /** DRS's quotas for an account and region, where AWS has granted others than its usual ones. */
    quotas?: {
      /** Servers in one job: 100 unless given. */
      serversPerJob?: number;
      /** Jobs at a time: 20 unless given. */
      concurrentJobs?: number;
      /** Servers in all jobs at a time: 500 unless given. */
      serversInJobs?: number;
      /** Replicating source servers: 300 unless given. */
      replicatingServers?: number;
    };

    agents?: {
      /** The SSM document that installs the DRS agent: AWS's own unless given. */
      installDocument?: string;
      /** A document of your own that takes an `AccountId` parameter, for a return into another account. */
      crossAccountInstallDocument?: string;
      /** How long each step on one instance may take. Thirty minutes unless given. */
      stepTimeout?: HumanDuration | string;
      /** How many instances are worked on at a time: 50 unless given. */
      concurrency?: number;
    };

    /** Failures and retries also go to CloudWatch Logs when a log group is named. */
    cloudWatch?: {
      /** Made when it is missing and the credentials allow it. */
      logGroup: string;
      /** The region of the log group. */
      region: string;
      /** The account of the log group: the portal's main account unless given. */
      accountId?: string;
    };

    /**
     * How much of what is expensive one caller, a user or a service, may ask one replica for: changes, and questions that are
     * put to AWS while the caller waits. Anything beyond is answered 429, with the time to wait in `Retry-After`.
     */
    rateLimit?: {
      /** How many requests in the window: 300 unless given. */
      requests?: number;
      /** One minute unless given. */
      window?: HumanDuration | string;
    };

    engine?: {
      /** How many things one replica works on at a time: 6 unless given. */
      concurrency?: number;
    };
  };
}
