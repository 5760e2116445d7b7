/** What users have named to be destroyed, by what they asked for and were granted. The judge believes nothing else. */
export class Confirmations {
  #ids = new Map();
  #plans = new Map();

  /** A cleanup plan that somebody has read. */
  read(plan) {
    this.#plans.set(plan.planId, plan);
  }

  /** A read plan's id, if there is one. */
  plans() {
    return [...this.#plans.keys()];
  }

  name(ids, how) {
    for (const id of ids) {
      this.#ids.set(id, how);
    }
  }

  /** By what it was named, if it was. */
  howOf(id) {
    return this.#ids.get(id);
  }

  /** A cleanup was granted: what the plan listed was named, and nothing that it keeps. */
  confirmPlan(planId) {
    const plan = this.#plans.get(planId);
    if (!plan) {
      return false;
    }
    this.name(
      plan.steps.map(({ resourceId }) => resourceId),
      `cleanup plan ${planId}`,
    );
    return true;
  }
}
