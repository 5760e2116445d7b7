import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { GroupUsageCheck, GroupUse } from './types';

/** What uses groups, as other capabilities tell. */
export class GroupUses {
  readonly #checks: GroupUsageCheck[] = [];

  add(check: GroupUsageCheck) {
    this.#checks.push(check);
  }

  async of(
    groupIds: string[],
    database: Knex,
  ): Promise<Map<string, GroupUse[]>> {
    const all = new Map<string, GroupUse[]>(groupIds.map(id => [id, []]));
    for (const check of this.#checks) {
      for (const [id, uses] of await check(groupIds, database)) {
        all.get(id)?.push(...uses);
      }
    }
    return all;
  }

  /** @throws ConflictError that names the execution */
  async refuseChange(
    group: { id: string; name: string },
    database: Knex,
  ): Promise<void> {
    const uses = (await this.of([group.id], database)).get(group.id) ?? [];
    const active = uses.find(use => use.kind === 'execution');
    if (active) {
      throw new ConflictError(
        `Protection Group "${group.name}" cannot be changed while execution "${active.name}" is active. Wait for its end, or cancel it.`,
      );
    }
  }

  /** @throws ConflictError that names the plans, or the execution */
  async refuseDeletion(
    group: { id: string; name: string },
    database: Knex,
  ): Promise<void> {
    await this.refuseChange(group, database);
    const uses = (await this.of([group.id], database)).get(group.id) ?? [];
    const plans = uses.flatMap(use =>
      use.kind === 'plan' ? `"${use.name}"` : [],
    );
    if (plans.length > 0) {
      throw new ConflictError(
        `Protection Group "${group.name}" is used by ${
          plans.length === 1 ? 'Recovery Plan' : 'Recovery Plans'
        } ${plans.join(', ')}. Take it out there first.`,
      );
    }
  }
}
