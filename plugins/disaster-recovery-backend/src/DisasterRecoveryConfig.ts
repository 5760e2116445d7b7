import {
  type Config,
  ConfigReader,
  readDurationFromConfig,
} from '@backstage/config';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

/** The plugin's configuration, read once at start; bad values are refused by the name of their key. */
export interface DisasterRecoveryConfig {
  /** Where every AWS call goes instead of AWS's own hosts. */
  awsEndpoint?: string;
  pollingIntervalMs: number;
  /** Above this lag READY becomes READY_WITH_LAG. Seconds. */
  readyLagSeconds: number;
  originCaptureIntervalMs: number;
  /** How long replication samples are kept. */
  sampleRetentionMs: number;
  quotas: {
    serversPerJob: number;
    concurrentJobs: number;
    serversInJobs: number;
    replicatingServers: number;
  };
  agents: {
    installDocument: string;
    /** A document of the customer's own, for a return into another account. */
    crossAccountInstallDocument?: string;
    /** How long one instance's uninstall, reboot and installation may each take. */
    stepTimeoutMs: number;
    /** How many instances are worked on at a time. */
    concurrency: number;
  };
  cloudWatch?: { logGroup: string; region: string; accountId?: string };
  /** How many things one replica works on at a time. */
  engineConcurrency: number;
  /** How much of what is expensive one caller may ask one replica for. */
  rateLimit: { requests: number; windowMs: number };
}

function duration(config: Config, key: string, fallback: HumanDuration) {
  const ms = durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : fallback,
  );
  if (!(ms > 0)) {
    throw new Error(
      `Invalid configuration: disasterRecovery.${key} must be longer than nothing`,
    );
  }
  return ms;
}

function count(config: Config, key: string, fallback: number, most: number) {
  const value = config.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new Error(
      `Invalid configuration: disasterRecovery.${key} must be a whole number from 1 to ${most}, and is ${value}`,
    );
  }
  return value;
}

function endpoint(config: Config): string | undefined {
  const value = config.getOptionalString('aws.endpoint');
  if (value !== undefined && !URL.canParse(value)) {
    throw new Error(
      `Invalid configuration: disasterRecovery.aws.endpoint must be a URL, and is '${value}'`,
    );
  }
  return value;
}

/**
 * Reads the plugin's configuration, with its defaults.
 *
 * @throws Error that names the key of the first bad value
 */
export function readDisasterRecoveryConfig(
  root: Config,
): DisasterRecoveryConfig {
  return read(
    root.getOptionalConfig('disasterRecovery') ?? new ConfigReader({}),
  );
}

function read(config: Config): DisasterRecoveryConfig {
  const logGroup = config.getOptionalString('cloudWatch.logGroup');
  return {
    awsEndpoint: endpoint(config),
    pollingIntervalMs: duration(config, 'polling.interval', { seconds: 60 }),
    readyLagSeconds:
      duration(config, 'replication.readyLag', { seconds: 60 }) / 1000,
    originCaptureIntervalMs: duration(config, 'originCapture.interval', {
      hours: 1,
    }),
    sampleRetentionMs: duration(config, 'replication.sampleRetention', {
      days: 30,
    }),
    quotas: {
      serversPerJob: count(config, 'quotas.serversPerJob', 100, 200),
      concurrentJobs: count(config, 'quotas.concurrentJobs', 20, 1000),
      serversInJobs: count(config, 'quotas.serversInJobs', 500, 100_000),
      replicatingServers: count(
        config,
        'quotas.replicatingServers',
        300,
        100_000,
      ),
    },
    agents: {
      installDocument:
        config.getOptionalString('agents.installDocument') ??
        'AWSDisasterRecovery-InstallDRAgentOnInstance',
      crossAccountInstallDocument: config.getOptionalString(
        'agents.crossAccountInstallDocument',
      ),
      stepTimeoutMs: duration(config, 'agents.stepTimeout', { minutes: 30 }),
      concurrency: count(config, 'agents.concurrency', 50, 1000),
    },
    engineConcurrency: count(config, 'engine.concurrency', 6, 100),
    rateLimit: {
      requests: count(config, 'rateLimit.requests', 300, 1_000_000),
      windowMs: duration(config, 'rateLimit.window', { minutes: 1 }),
    },
    cloudWatch:
      logGroup === undefined
        ? undefined
        : {
            logGroup,
            region: config.getString('cloudWatch.region'),
            accountId: config.getOptionalString('cloudWatch.accountId'),
          },
  };
}
