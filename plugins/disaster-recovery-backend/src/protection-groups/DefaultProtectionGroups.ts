import type {
  AccountRegion,
  GroupQuery,
  Page,
  ProtectionGroup,
  ProtectionGroupInput,
  ProtectionGroupSummary,
  ProtectionGroupUpdate,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { listConfigurationIds } from '../database/listConfigurationIds';
import { namesOf } from '../database/namesOf';
import type { Dependencies } from '../dependencies';
import { afterCommit } from '../database/afterCommit';
import { groupBy } from '../groupBy';
import { atMost } from './atMost';
import { GroupEditor } from './GroupEditor';
import { GroupUses } from './GroupUses';
import { MirroredGroups } from './MirroredGroups';
import { Observer } from './Observer';
import { ProtectedServerStore } from './ProtectedServerStore';
import {
  PROTECTION_GROUP_KIND,
  ProtectionGroupReconciler,
} from './ProtectionGroupReconciler';
import { ProtectionGroupStore } from './ProtectionGroupStore';
import type { GroupRow, ServerHead } from './rows';
import { RetainedServers } from './RetainedServers';
import { RunningGroups } from './RunningGroups';
import { HeldConfigurations } from './HeldConfigurations';
import { ServerKeeper } from './ServerKeeper';
import { ServerSelector } from './ServerSelector';
import { toGroupSummary, toProtectionGroup } from './toProtectionGroup';
import type {
  GroupUsageCheck,
  ServerRetention,
  MirroredGroupInput,
  ProtectionGroups,
} from './types';

/** How long a reader waits for AWS, at most, before being shown what was known before. */
const READER_WAITS_MS = 3000;
/** A drift that somebody looks at is checked again when it is older. */
const DRIFT_READ_MS = 5 * 60_000;

/** What the schedule read two intervals ago it should have read again. */
const TRUSTED_INTERVALS = 2;

/** Protection Groups on the portal's Postgres. */
export class DefaultProtectionGroups implements ProtectionGroups {
  readonly #dependencies: Dependencies;
  readonly #groups = new ProtectionGroupStore();
  readonly #servers = new ProtectedServerStore();
  readonly #retained: RetainedServers;
  readonly #uses = new GroupUses();
  readonly #mirrored = new MirroredGroups(this.#groups, this.#servers);
  readonly #observer: Observer;
  readonly #running: RunningGroups;
  readonly #editor: GroupEditor;

  /** Makes the service, and lets the engine look after groups on schedule. */
  static create(dependencies: Dependencies): DefaultProtectionGroups {
    const groups = new DefaultProtectionGroups(dependencies);
    dependencies.engine.register(
      new ProtectionGroupReconciler(
        context => groups.#running.lookAfter(context),
        dependencies.config.originCaptureIntervalMs,
      ),
    );
    return groups;
  }

  private constructor(dependencies: Dependencies) {
    const { aws, database, config, clock } = dependencies;
    const keeper = new ServerKeeper(
      aws,
      this.#servers,
      new HeldConfigurations(
        TRUSTED_INTERVALS * config.originCaptureIntervalMs,
        clock,
      ),
      clock,
    );
    this.#dependencies = dependencies;
    const selector = new ServerSelector(aws);
    this.#retained = new RetainedServers({ database, selector });
    this.#observer = new Observer({
      aws,
      database,
      clock,
      keeper,
      oldestMs: config.pollingIntervalMs,
    });
    this.#running = new RunningGroups({
      dependencies,
      groups: this.#groups,
      servers: this.#servers,
      selector,
      keeper,
      retained: this.#retained,
    });
    this.#editor = new GroupEditor({
      dependencies,
      groups: this.#groups,
      servers: this.#servers,
      uses: this.#uses,
      selector,
      retained: this.#retained,
      running: this.#running,
      announce: (...change) => this.#announce(...change),
      get: id => this.get(id),
    });
  }

  addUsageCheck(check: GroupUsageCheck): void {
    this.#uses.add(check);
  }

  addRetention(retention: ServerRetention): void {
    this.#retained.add(retention);
  }

  async get(
    id: string,
    database: Knex = this.#dependencies.database,
  ): Promise<ProtectionGroup> {
    const row = await this.#groups.get(database, id);
    const [group] = await this.#show([row], database);
    return group;
  }

  async getMany(
    ids: string[],
    database: Knex = this.#dependencies.database,
  ): Promise<ProtectionGroup[]> {
    return this.#show(await this.#groups.getMany(database, ids), database);
  }

  names(
    ids: string[],
    database: Knex = this.#dependencies.database,
  ): Promise<Map<string, string>> {
    return namesOf(database, 'protection_groups', ids);
  }

  countServers(
    ids: string[],
    database: Knex = this.#dependencies.database,
  ): Promise<Map<string, number>> {
    return this.#servers.count(database, ids);
  }

  /** As `getMany`, for somebody who looks: how servers replicate is refreshed if AWS answers soon. */
  async getFresh(ids: string[]): Promise<ProtectionGroup[]> {
    const { database, engine, clock } = this.#dependencies;
    const rows = await this.#servers.list(database, ids);
    await atMost(this.#observer.refresh(rows), READER_WAITS_MS);
    if (ids.length === 1) {
      const since = clock.now().getTime() - DRIFT_READ_MS;
      if (rows.some(row => (row.drift_checked_at?.getTime() ?? 0) < since)) {
        await engine.wake(PROTECTION_GROUP_KIND, ids[0]);
      }
    }
    return this.getMany(ids);
  }

  /** One page of the groups that match and that `narrow` leaves. */
  async list(
    query: GroupQuery,
    narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<Page<ProtectionGroupSummary>> {
    const { database } = this.#dependencies;
    const { ids, ...page } = await listConfigurationIds(
      database,
      'protection_groups',
      query,
      narrow,
    );
    const [rows, servers, uses] = await Promise.all([
      this.#groups.getHeads(database, ids),
      this.#servers.listHeads(database, ids),
      this.#uses.of(ids, database),
    ]);
    const serversOf = groupBy(servers, server => server.group_id);
    const items = rows.map(row =>
      toGroupSummary(row, serversOf.get(row.id) ?? [], uses.get(row.id) ?? []),
    );
    // A list does not wait for AWS; what it says then comes as a change.
    this.#refreshLater(ids, servers);
    return { ...page, items };
  }

  async #refreshLater(ids: string[], servers: ServerHead[]): Promise<void> {
    const { changes, logger } = this.#dependencies;
    try {
      if (await this.#observer.refresh(servers)) {
        ids.forEach(id => changes.publish({ type: 'protection-group', id }));
      }
    } catch (error) {
      logger.debug(
        'How the servers of groups replicate is not known anew',
        error as Error,
      );
    }
  }

  create = (input: ProtectionGroupInput, by: string) =>
    this.#editor.create(input, by);

  update = (id: string, input: ProtectionGroupUpdate, by: string) =>
    this.#editor.update(id, input, by);

  delete = (id: string, by: string) => this.#editor.delete(id, by);

  resolveServers = (id: string) => this.#running.resolve(id);

  captureOrigin = (id: string) => this.#running.capture(id);

  applyLaunchSettings = (
    id: string,
    options?: { sourceServerIds?: string[]; trusts?: boolean },
  ) => this.#running.apply(id, options);

  async saveMirrored(
    transaction: Knex.Transaction,
    input: MirroredGroupInput,
  ): Promise<ProtectionGroup> {
    const row = await this.#mirrored.save(transaction, input);
    await this.#announce(transaction, row.id, 0);
    return this.get(row.id, transaction);
  }

  async deleteMirrored(
    transaction: Knex.Transaction,
    id: string,
  ): Promise<void> {
    if (await this.#mirrored.delete(transaction, id)) {
      await this.#announce(transaction, id, 0);
    }
  }

  async replaceServers(
    transaction: Knex.Transaction,
    id: string,
    replacements: Parameters<ProtectionGroups['replaceServers']>[2],
  ): Promise<void> {
    await this.#mirrored.replaceServers(transaction, id, replacements);
    await this.#announce(transaction, id, 0);
  }

  async recordDrill(database: Knex, ids: string[], at: Date): Promise<void> {
    await this.#groups.recordDrill(database, ids, at);
  }

  async findBySourceServers(
    target: AccountRegion,
    sourceServerIds: string[],
  ): Promise<Map<string, string>> {
    const holders = await this.#servers.findHolders(
      this.#dependencies.database,
      target,
      sourceServerIds,
    );
    return new Map(
      holders.map(({ sourceServerId, groupId }) => [sourceServerId, groupId]),
    );
  }

  async #show(rows: GroupRow[], database: Knex): Promise<ProtectionGroup[]> {
    const ids = rows.map(row => row.id);
    const serversOf = groupBy(
      await this.#servers.list(database, ids),
      server => server.group_id,
    );
    const uses = await this.#uses.of(ids, database);
    return rows.map(row =>
      toProtectionGroup(
        row,
        serversOf.get(row.id) ?? [],
        uses.get(row.id) ?? [],
      ),
    );
  }

  async #announce(transaction: Knex.Transaction, id: string, inMs: number) {
    const { changes, engine } = this.#dependencies;
    await engine.wake(PROTECTION_GROUP_KIND, id, { inMs, transaction });
    afterCommit(transaction, () =>
      changes.publish({ type: 'protection-group', id }),
    );
  }
}
