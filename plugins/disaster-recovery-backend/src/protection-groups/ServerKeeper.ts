import type {
  AccountRegion,
  ErrorDetails,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { Aws, SourceServer } from '../aws';
import type { Clock } from '../database/DatabaseClock';
import { captureOrigins } from './captureOrigins';
import { desiredLaunchSettings } from './desiredLaunchSettings';
import { effectiveLaunchConfig } from './effectiveLaunchConfig';
import type { HeldConfigurations } from './HeldConfigurations';
import {
  type DesiredServer,
  LaunchSettingsApplier,
  type LaunchOutcome,
} from './LaunchSettingsApplier';
import {
  observedColumns,
  type ProtectedServerStore,
} from './ProtectedServerStore';
import type { GroupRow, ServerRow } from './rows';

/** Writes what was found, in a transaction of whoever asked. */
export type Write = (
  work: (database: Knex) => Promise<void>,
) => Promise<unknown>;

/** What stood against something that was tried with one server. */
interface ServerFailure {
  sourceServerId: string;
  error: ErrorDetails;
}

/** The two sides of a group. */
export function placesOf(group: GroupRow): {
  recovery: AccountRegion;
  origin: AccountRegion;
} {
  return {
    recovery: { accountId: group.account_id, region: group.region },
    origin: {
      accountId: group.source_account_id,
      region: group.source_region,
    },
  };
}

/** What DRS and EC2 are to hold for servers of a group. */
export function desiredServers(
  group: GroupRow,
  servers: ServerRow[],
): DesiredServer[] {
  return servers.map(server => ({
    sourceServerId: server.source_server_id,
    desired: desiredLaunchSettings(
      effectiveLaunchConfig(
        group.launch_config,
        group.server_overrides[server.source_server_id],
        server.captured?.settings,
      ).recovery,
    ),
  }));
}

/** Keeps what is known of the servers of a group up to date: asks AWS, and writes down what it said, failures too. */
export class ServerKeeper {
  readonly #aws: Aws;
  readonly #clock: Clock;
  readonly #servers: ProtectedServerStore;
  readonly #configurations: HeldConfigurations;

  constructor(
    aws: Aws,
    servers: ProtectedServerStore,
    configurations: HeldConfigurations,
    clock: Clock,
  ) {
    this.#aws = aws;
    this.#servers = servers;
    this.#configurations = configurations;
    this.#clock = clock;
  }

  /** Notes how servers are replicating; those that DRS did not answer with have no state any more. */
  async noteObserved(
    database: Knex,
    place: AccountRegion,
    asked: string[],
    found: SourceServer[],
  ): Promise<void> {
    const at = this.#clock.now();
    const known = new Set(found.map(server => server.id));
    await this.#servers.updateMany(
      database,
      place,
      found.map(server => ({
        source_server_id: server.id,
        ...observedColumns(server, at),
      })),
    );
    await this.#servers.updateMany(
      database,
      place,
      asked
        .filter(id => !known.has(id))
        .map(id => ({
          source_server_id: id,
          data_replication_state: null,
          lag_seconds: null,
          observed_at: at,
        })),
    );
  }

  /**
   * Captures the origin half of servers. A failure is noted beside the last good capture, which stays.
   *
   * @param tell - says what failed, in the transaction that notes it
   */
  async capture(
    group: GroupRow,
    servers: ServerRow[],
    write: Write,
    tell: (database: Knex, failures: ServerFailure[]) => Promise<void>,
  ): Promise<void> {
    const { origin, recovery } = placesOf(group);
    const outcomes = await captureOrigins(
      this.#aws.in(origin),
      servers,
      this.#clock.now(),
    );
    const failures = outcomes.flatMap(outcome =>
      'error' in outcome ? outcome : [],
    );
    const captures = outcomes.flatMap(outcome =>
      'captured' in outcome ? outcome : [],
    );
    await write(async database => {
      await this.#servers.updateMany(
        database,
        recovery,
        captures.map(({ sourceServerId, captured }) => ({
          source_server_id: sourceServerId,
          captured,
          captured_at: captured.capturedAt,
          capture_error: null,
        })),
      );
      await this.#servers.updateMany(
        database,
        recovery,
        failures.map(({ sourceServerId, error }) => ({
          source_server_id: sourceServerId,
          capture_error: error,
        })),
      );
      await tell(database, failures);
    });
  }

  /** Finds out where DRS and EC2 do not hold what the group says. What cannot be read keeps its last answer. */
  async checkDrift(
    group: GroupRow,
    servers: ServerRow[],
    write: Write,
  ): Promise<void> {
    const { recovery } = placesOf(group);
    const applier = new LaunchSettingsApplier(
      this.#aws.in(recovery),
      this.#configurations,
    );
    const outcomes = await applier.compare(desiredServers(group, servers));
    await write(database => this.#noteDrift(database, recovery, outcomes));
  }

  /**
   * Writes the recovery half of servers to DRS and EC2, where it differs, and notes how that went.
   *
   * @param tell - says what failed, in the transaction that notes it
   */
  async apply(
    group: GroupRow,
    servers: ServerRow[],
    write: Write,
    tell: (database: Knex, failures: ServerFailure[]) => Promise<void>,
    options: { trusts?: boolean } = {},
  ): Promise<LaunchOutcome[]> {
    const { recovery } = placesOf(group);
    const applier = new LaunchSettingsApplier(
      this.#aws.in(recovery),
      this.#configurations,
    );
    const outcomes = await applier.apply(
      desiredServers(group, servers),
      options,
    );
    const failures = outcomes.flatMap(outcome =>
      'error' in outcome ? outcome : [],
    );
    const at = this.#clock.now();
    await write(async database => {
      await this.#noteDrift(database, recovery, outcomes);
      await this.#servers.updateMany(
        database,
        recovery,
        outcomes.flatMap(outcome =>
          'drift' in outcome
            ? {
                source_server_id: outcome.sourceServerId,
                applied_at: at,
                apply_error: null,
              }
            : [],
        ),
      );
      await this.#servers.updateMany(
        database,
        recovery,
        failures.map(({ sourceServerId, error }) => ({
          source_server_id: sourceServerId,
          apply_error: error,
        })),
      );
      await tell(database, failures);
    });
    return outcomes;
  }

  async #noteDrift(
    database: Knex,
    place: AccountRegion,
    outcomes: LaunchOutcome[],
  ): Promise<void> {
    const at = this.#clock.now();
    await this.#servers.updateMany(
      database,
      place,
      outcomes.flatMap(outcome =>
        'drift' in outcome
          ? {
              source_server_id: outcome.sourceServerId,
              drift: outcome.drift,
              drift_checked_at: at,
            }
          : [],
      ),
    );
  }
}
