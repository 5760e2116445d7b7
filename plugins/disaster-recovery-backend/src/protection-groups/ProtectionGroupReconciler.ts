import type { Reconciler, Reconciliation, ReconcileContext } from '../engine';

/** The engine's name for groups. */
export const PROTECTION_GROUP_KIND = 'protection-group';

/**
 * Looks after one group on schedule: which servers it has and how they replicate, how the original machines run, and
 * whether DRS still holds the launch settings.
 */
export class ProtectionGroupReconciler implements Reconciler {
  readonly kind = PROTECTION_GROUP_KIND;
  readonly #lookAfter: (context: ReconcileContext) => Promise<boolean>;
  readonly #intervalMs: number;

  /**
   * @param lookAfter - does it once; false when there is no such group
   * @param intervalMs - until the next time
   */
  constructor(
    lookAfter: (context: ReconcileContext) => Promise<boolean>,
    intervalMs: number,
  ) {
    this.#lookAfter = lookAfter;
    this.#intervalMs = intervalMs;
  }

  async reconcile(context: ReconcileContext): Promise<Reconciliation> {
    return (await this.#lookAfter(context))
      ? { wakeInMs: this.#intervalMs }
      : 'done';
  }
}
