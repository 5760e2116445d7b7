import type { Knex } from 'knex';
import { AwsOperationError } from '../aws';
import type { Dependencies } from '../dependencies';
import type { ReconcileContext, Reconciler, Reconciliation } from '../engine';
import type { Executions } from '../executions';
import type { ProtectionGroups } from '../protection-groups';
import { changesOf, isNews } from './changesOf';
import { INVENTORY_ERROR, inventoryTrouble } from './inventoryTrouble';
import { findGroups, isInventoried, readInventory } from './readInventory';
import type { FailoverSessionStore, SessionRecord } from './types';

type InventoryDependencies = Dependencies & {
  store: FailoverSessionStore;
  groups: ProtectionGroups;
  executions: Executions;
};

/** How long DRS is asked for an instance that a job launched and that it does not list yet. */
const PATIENCE_MS = 60 * 60_000;

/**
 * Asks DRS for every recovery instance of a session's failover (not only for those that a job's answer named), and writes
 * down what it says. An error of DRS is the engine's to try again: the session is there already, and tells it where it
 * lasts.
 */
export class SessionInventory implements Reconciler {
  readonly kind = 'session-inventory';
  readonly #dependencies: InventoryDependencies;

  constructor(dependencies: InventoryDependencies) {
    this.#dependencies = dependencies;
  }

  async reconcile(context: ReconcileContext): Promise<Reconciliation> {
    const { store, executions, groups, aws, changes, clock } =
      this.#dependencies;
    const session = await store.get(context.id);
    if (session.status === 'CLEANUP_COMPLETE') {
      return 'done';
    }
    const instances = await store.listInstances(session.id);
    const execution = session.executionId
      ? await executions.get(session.executionId)
      : undefined;
    const isComplete = isInventoried(session, instances, execution);
    const inventory = isComplete
      ? await findGroups({ session, instances, groups })
      : await readInventory({
          session,
          instances,
          execution,
          groups,
          region: aws.in({
            accountId: session.accountId,
            region: session.recoveryRegion,
          }),
        }).catch(error => this.#tell(context, session, error));
    const known = new Map(
      [...instances, ...inventory.added].map(instance => [
        instance.recoveryInstanceId,
        instance,
      ]),
    );
    const observed = inventory.observed.map(
      ({ recoveryInstanceId, patch }) => ({
        recoveryInstanceId,
        patch: changesOf(known.get(recoveryInstanceId)!, patch),
      }),
    );
    const hasChanged =
      !session.inventoriedAt ||
      session.lastError?.code === INVENTORY_ERROR ||
      inventory.added.length > 0 ||
      observed.some(({ patch }) => isNews(patch));
    await context.transaction(async transaction => {
      // The session before its instances, as everybody locks them.
      const { lastError } = await store.getForUpdate(session.id, transaction);
      await store.addInstances(session.id, inventory.added, transaction);
      await store.updateInstances(session.id, observed, transaction);
      if (!session.inventoriedAt) {
        await this.#announce(transaction, session, known.size);
      }
      if (hasChanged) {
        await store.update(
          session.id,
          {
            ...(!isComplete && { inventoriedAt: clock.now() }),
            originalProtectionGroupIds: inventory.protectionGroupIds,
            ...(lastError?.code === INVENTORY_ERROR && {
              lastError: undefined,
            }),
          },
          transaction,
        );
      }
    });
    if (hasChanged) {
      changes.publish({ type: 'failover-session', id: session.id });
    }
    return this.#next(session, inventory);
  }

  /** Says in the session that its machines cannot be looked up, once that has lasted, and leaves the error to the engine. */
  async #tell(
    context: ReconcileContext,
    session: SessionRecord,
    error: unknown,
  ): Promise<never> {
    const { store, changes, clock, config } = this.#dependencies;
    const now = clock.now();
    const age = now.getTime() - session.createdAt.getTime();
    if (error instanceof AwsOperationError && age > config.pollingIntervalMs) {
      const told = await context.transaction(async transaction => {
        const { lastError } = await store.getForUpdate(session.id, transaction);
        if (lastError) {
          return false;
        }
        await store.update(
          session.id,
          { lastError: inventoryTrouble(session, error, now) },
          transaction,
        );
        return true;
      });
      if (told) {
        changes.publish({ type: 'failover-session', id: session.id });
      }
    }
    throw error;
  }

  /** Soon for an instance that DRS does not list yet; seldom for one that belongs to no Protection Group yet. */
  #next(
    session: SessionRecord,
    inventory: { missing: string[]; ungrouped: string[] },
  ): Reconciliation {
    const { config, clock } = this.#dependencies;
    const { pollingIntervalMs } = config;
    const age = clock.now().getTime() - session.createdAt.getTime();
    if (inventory.missing.length > 0 && age < PATIENCE_MS) {
      return { wakeInMs: pollingIntervalMs };
    }
    return inventory.ungrouped.length > 0 && !session.mirroredAt
      ? { wakeInMs: 5 * pollingIntervalMs }
      : 'done';
  }

  async #announce(
    transaction: Knex.Transaction,
    session: SessionRecord,
    count: number,
  ): Promise<void> {
    await this.#dependencies.changes.notify(transaction, {
      owner: session.owner,
      title: `${session.name}: failed over, ${count} ${
        count === 1 ? 'instance' : 'instances'
      } in ${session.recoveryRegion}`,
      description: `Prepare the way back to ${session.sourceRegion} when it is sound again.`,
      link: `/disaster-recovery/failover-sessions/${session.id}`,
      severity: 'normal',
      scope: `failover-session:${session.id}:created`,
    });
  }
}
