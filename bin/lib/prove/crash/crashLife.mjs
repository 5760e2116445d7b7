import { lifeOfADisaster } from '../../walkthrough/life.mjs';
import { crashPlan } from './crashEstate.mjs';

const QUIET = { line: () => {}, patienceMs: 30 * 60_000, pollMs: 1_000 };

/** The whole life of one account's order system, by one route back, over a portal that is killed again and again. */
export class CrashLife {
  #api;
  #life;
  account;
  route;
  /** What it went through, in order: `name`, and `from` when on. */
  chapters = [];
  /** Names of the points at which the process was killed in it, the last one at the end. */
  points = [];
  /** Undefined until it has ended; then the error that ended it, or its `session`, and what was `lost` by consent. */
  end;

  constructor({ account, route, api }) {
    this.account = account;
    this.route = route;
    this.#api = api;
    this.#life = lifeOfADisaster(api, QUIET);
    this.chapter = 'setup';
  }

  /** What it is at; part of the names of its points. */
  get chapter() {
    return this.chapters.at(-1).name;
  }

  set chapter(name) {
    this.chapters.push({ name, from: new Date().toISOString() });
  }

  get name() {
    return `${this.route} ${this.account.number}`;
  }

  /** @returns a promise that never fails: see `end` */
  async live() {
    try {
      this.end = await this.#live();
    } catch (error) {
      this.end = { error: `${this.chapter}: ${error.message}` };
    }
  }

  async #live() {
    const { groups } = this.account;
    const groupIds = [];
    for (const group of groups) {
      groupIds.push((await this.#api.post('/protection-groups', group)).id);
    }
    const plan = await this.#api.post(
      '/recovery-plans',
      crashPlan(this.account, groupIds),
    );
    await this.#drillThePlan(plan.id);

    this.chapter = 'failover';
    const execution = await this.#life.failOver(plan.id);
    const { id } = await this.#life.findSession(execution.id);
    await this.#reverse(id);

    this.chapter = 'ready for failback';
    await this.#life.waitUntilReady(id);
    this.chapter = 'failback drill';
    const lost = await this.#life.drill(id);
    await this.#life.waitUntilReady(id);
    this.chapter = 'failback';
    await this.#life.failBack(id);
    this.chapter = 're-protection';
    await this.#life.reProtect(id);
    this.chapter = 'cleanup';
    const session = await this.#life.cleanUp(id);
    this.chapter = 'afterwards';
    return { session, lost };
  }

  async #drillThePlan(planId) {
    this.chapter = 'drill of the plan';
    const { id } = await this.#api.post(`/recovery-plans/${planId}/run`, {
      executionType: 'DRILL',
    });
    await this.#api.control(id, 'terminate', ({ servers }) =>
      servers.every(({ status }) => status === 'TERMINATED'),
    );
  }

  async #reverse(id) {
    const steps = [
      ['start of reverse replication', () => this.#life.replicateBack(id)],
      ['mirroring', () => this.#life.mirror(id)],
    ];
    if (this.route === 'reinstall') {
      steps.push(['agents', () => this.#life.installAgents(id)]);
      steps.reverse();
    }
    for (const [chapter, work] of steps) {
      this.chapter = chapter;
      await work();
    }
  }
}
