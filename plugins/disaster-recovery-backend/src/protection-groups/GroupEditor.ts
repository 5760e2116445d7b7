import { ConflictError, InputError } from '@backstage/errors';
import type {
  ProtectionGroup,
  ProtectionGroupInput,
  ProtectionGroupUpdate,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { SourceServer } from '../aws';
import { retryOnDeadlock } from '../database/retryOnDeadlock';
import type { Dependencies } from '../dependencies';
import { atMost } from './atMost';
import { checkLaunchSettings } from './checkLaunchSettings';
import { checkSelection } from './checkSelection';
import { desiredLaunchSettings } from './desiredLaunchSettings';
import { effectiveLaunchConfig } from './effectiveLaunchConfig';
import { gatherLaunchFacts } from './gatherLaunchFacts';
import type { GroupUses } from './GroupUses';
import { type GroupDraft, normalizeInput } from './normalizeInput';
import type { ProtectedServerStore } from './ProtectedServerStore';
import type { ProtectionGroupStore } from './ProtectionGroupStore';
import type { RetainedServers } from './RetainedServers';
import type { GroupRow } from './rows';
import type { RunningGroups } from './RunningGroups';
import type { ServerSelector } from './ServerSelector';

/** How long somebody who saves a group waits for its origin to be captured; the schedule captures it otherwise. */
const SAVER_WAITS_MS = 5000;
/** When the schedule looks at a group that was just saved. */
const FIRST_LOOK_MS = 10_000;

interface EditorParts {
  dependencies: Pick<Dependencies, 'audit' | 'aws' | 'database'>;
  groups: ProtectionGroupStore;
  servers: ProtectedServerStore;
  uses: GroupUses;
  selector: ServerSelector;
  retained: RetainedServers;
  running: RunningGroups;
  /** Wakes the schedule and tells open pages, when the transaction commits. */
  announce(
    transaction: Knex.Transaction,
    id: string,
    inMs: number,
  ): Promise<void>;
  get(id: string): Promise<ProtectionGroup>;
}

/** Creates, changes and deletes groups, for people. */
export class GroupEditor {
  readonly #parts: EditorParts;

  constructor(parts: EditorParts) {
    this.#parts = parts;
  }

  /** @throws InputError that says what is wrong; ConflictError when a name or a server is taken */
  async create(
    input: ProtectionGroupInput,
    by: string,
  ): Promise<ProtectionGroup> {
    const draft = normalizeInput(input);
    return this.#save(draft, { by }, transaction =>
      this.#parts.groups.insert(transaction, draft, by),
    );
  }

  /** @throws as `create`; ConflictError, too, when the group was changed since, or an execution uses it */
  async update(
    id: string,
    input: ProtectionGroupUpdate,
    by: string,
  ): Promise<ProtectionGroup> {
    const draft = normalizeInput(input);
    return this.#save(draft, { by, id }, async (transaction, kept) => {
      const before = await this.#parts.groups.get(transaction, id, {
        lock: true,
      });
      if (before.version !== input.version) {
        throw new ConflictError(
          `Protection Group "${before.name}" was changed by someone else since it was read (version ${input.version}, now ${before.version}). Load it again and repeat the change.`,
        );
      }
      await this.#parts.uses.refuseChange(before, transaction);
      return this.#parts.groups.update(transaction, id, {
        ...draft,
        serverOverrides: {
          ...overridesOfUnlisted(draft, before, kept),
          ...draft.serverOverrides,
        },
      });
    });
  }

  /** @throws ConflictError while a plan or an execution uses it */
  async delete(id: string, by: string): Promise<void> {
    const { audit, database } = this.#parts.dependencies;
    await database.transaction(async transaction => {
      const row = await this.#parts.groups.get(transaction, id, { lock: true });
      await this.#parts.uses.refuseDeletion(row, transaction);
      await this.#parts.groups.delete(transaction, id);
      await audit.record(transaction, {
        actor: by,
        action: 'protection-group.deleted',
        outcome: 'SUCCEEDED',
        resourceType: 'protection-group',
        resourceId: id,
        message: `Protection Group "${row.name}" was deleted`,
      });
      await this.#parts.announce(transaction, id, 0);
    });
  }

  async #save(
    draft: GroupDraft,
    change: { by: string; id?: string },
    write: (transaction: Knex.Transaction, kept: string[]) => Promise<GroupRow>,
  ): Promise<ProtectionGroup> {
    const { audit, database } = this.#parts.dependencies;
    const verb = change.id ? 'changed' : 'created';
    const { servers, kept } = await this.#find(draft, change.id);
    const all = [...servers.map(server => server.id), ...kept];
    await this.#checkSettings(draft, all);
    const { id } = await retryOnDeadlock(() =>
      database.transaction(async transaction => {
        const row = await write(transaction, kept);
        await this.#parts.servers.replace(
          transaction,
          { id: row.id, accountId: row.account_id, region: row.region },
          servers,
          kept,
        );
        await audit.record(transaction, {
          actor: change.by,
          action: `protection-group.${verb}`,
          outcome: 'SUCCEEDED',
          resourceType: 'protection-group',
          resourceId: row.id,
          message: `Protection Group "${row.name}" was ${verb}`,
          details: { version: row.version, servers: all.length },
        });
        await this.#parts.announce(transaction, row.id, FIRST_LOOK_MS);
        return row;
      }),
    );
    await atMost(this.#parts.running.capture(id), SAVER_WAITS_MS);
    return this.#parts.get(id);
  }

  /**
   * The servers that a group is to have: those that it chooses, and those that it has and keeps.
   *
   * @throws InputError when what it chooses cannot be had
   */
  async #find(
    draft: GroupDraft,
    id: string | undefined,
  ): Promise<{ servers: SourceServer[]; kept: string[] }> {
    const { dependencies, retained, selector } = this.#parts;
    const servers = await selector.find(draft, draft.selection);
    const rows = id
      ? await this.#parts.servers.list(dependencies.database, [id])
      : [];
    const held = rows
      .filter(
        row =>
          row.account_id === draft.accountId && row.region === draft.region,
      )
      .map(row => row.source_server_id);
    const kept = await retained.among(draft, held, servers);
    checkSelection(draft, draft.selection, servers, { held, kept });
    return { servers, kept };
  }

  /** @throws InputError with everything that the recovery region does not have */
  async #checkSettings(draft: GroupDraft, ids: string[]): Promise<void> {
    const settings = ids.map(id =>
      desiredLaunchSettings(
        effectiveLaunchConfig(
          draft.launchConfig,
          draft.serverOverrides[id],
          undefined,
        ).recovery,
      ),
    );
    const facts = await gatherLaunchFacts(
      this.#parts.dependencies.aws.in(draft),
      settings,
    );
    const findings = settings.flatMap(each => checkLaunchSettings(each, facts));
    if (findings.length > 0) {
      const messages = new Set(findings.map(({ message }) => message));
      throw new InputError([...messages].join(' '));
    }
  }
}

/** What is set for servers that are kept without being chosen: whoever saves the group was not asked about them. */
function overridesOfUnlisted(
  { selection }: GroupDraft,
  before: GroupRow,
  kept: string[],
): GroupDraft['serverOverrides'] {
  return Object.fromEntries(
    Object.entries(before.server_overrides).filter(
      ([id]) =>
        selection.by === 'ids' &&
        !selection.sourceServerIds.includes(id) &&
        kept.includes(id),
    ),
  );
}
