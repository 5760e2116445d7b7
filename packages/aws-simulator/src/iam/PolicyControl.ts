import { World } from '../world/World';
import { readPolicy } from './readPolicy';
import { AccessUse, PrincipalPolicies } from './types';

/** Sets and shows what roles and users may do. */
export class PolicyControl {
  readonly #world: () => World;

  constructor(world: () => World) {
    this.#world = world;
  }

  /**
   * Gives a role or a user policies, in place of those that it has. From then on nothing else is allowed to it.
   *
   * @throws Error for an unknown account, and for a policy that is not understood
   */
  put(entry: PrincipalPolicies): PrincipalPolicies {
    const { account, principal, policies, trust } = entry;
    const world = this.#world();
    if (!world.hasAccount(account)) {
      throw new Error(`There is no account ${account} in this estate`);
    }
    if (!/^(role|user)\/[\w+=,.@-]+$/.test(principal ?? '')) {
      throw new Error('principal must be role/NAME or user/NAME');
    }
    if (typeof policies !== 'object' || policies === null) {
      throw new Error('policies must hold policies by name');
    }
    Object.entries(policies).forEach(([name, document]) =>
      readPolicy(name, document),
    );
    if (trust) readPolicy('trust', trust, true);
    const kept = { account, principal, policies, trust };
    world.state.access.principals[`${account}/${principal}`] = kept;
    return kept;
  }

  list(): PrincipalPolicies[] {
    return Object.values(this.#world().state.access.principals);
  }

  /** Lifts all policies: everything is allowed again. Gives how many roles and users had some. */
  clear(): number {
    const { access } = this.#world().state;
    const count = Object.keys(access.principals).length;
    access.principals = {};
    return count;
  }

  /** What was asked of the policies so far, and what they said. */
  uses(): AccessUse[] {
    return Object.values(this.#world().state.access.uses);
  }

  forgetUses(): void {
    this.#world().state.access.uses = {};
  }
}
