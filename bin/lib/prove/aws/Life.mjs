import { Operator } from './Operator.mjs';
import { executionPage, operationPage, signOf, troubleOf } from './pages.mjs';

/** The statuses that each action of a session leads to. */
const LEADS_TO = {
  'install-agents': ['AGENTS_INSTALLED'],
  'mirror-config': [
    'CONFIG_MIRRORED',
    'REVERSE_REPLICATING',
    'READY_FOR_FAILBACK',
  ],
  'start-reverse-replication': ['REVERSE_REPLICATING', 'READY_FOR_FAILBACK'],
  'terminate-drill': ['READY_FOR_FAILBACK', 'REVERSE_REPLICATING'],
  're-protect': ['RE_PROTECTED'],
  cleanup: ['CLEANUP_COMPLETE'],
};
const DRILLED = ['READY_FOR_FAILBACK', 'REVERSE_REPLICATING'];

/**
 * One company's life through a disaster, led by an operator who reads what the portal tells, sees to it that AWS is well again,
 * and tries again. Everything that stopped it is kept in `stops`, with the reason as it was told.
 */
export class Life {
  lost = [];
  #api;
  #operator;
  #sessionId;

  /**
   * @param api - the portal
   * @param fault - what goes wrong: `arm`, by the name of a chapter, called before it; `during`, by chapter, called with
   *   each look at the page until it gives true; `mend`, which makes AWS well again;
   *   `isMendedWhenTold`, if only a reason that it `tells` leads to that
   * @param world - what faults work with; see worldOf
   * @param lookMs - how often the operator looks
   */
  constructor({ api, fault, world, lookMs }) {
    this.#api = api;
    this.#operator = new Operator({ fault, world, lookMs });
    world.life = this;
  }

  /** Everything that stopped it, with the reason as it was told. */
  get stops() {
    return this.#operator.stops;
  }

  /** How often something had to be tried again. */
  get retries() {
    return this.#operator.retries;
  }

  get chapter() {
    return this.#operator.chapter;
  }

  session = () => this.#api.get(`/failover-sessions/${this.#sessionId}`);

  async live(planId, route) {
    const executionId = await this.#operator.open('failover', () =>
      this.#failOver(planId),
    );
    await this.#operator.open('session', () => this.#findSession(executionId));
    if (route === 'reinstall') {
      await this.#act('install-agents');
      await this.#act('mirror-config');
      await this.#act('start-reverse-replication');
    } else {
      await this.#act('start-reverse-replication');
      await this.#act('mirror-config');
    }
    await this.#operator.open('ready', () => this.#ready());
    await this.#operator.open('drill', () => this.#launch('DRILL', DRILLED));
    await this.#act('terminate-drill');
    await this.#operator.open('ready again', () => this.#ready());
    await this.#operator.open('failback', () =>
      this.#launch('RECOVERY', ['FAILBACK_COMPLETE']),
    );
    await this.#act('re-protect');
    await this.#operator.open('cleanup', () => this.#cleanUp());
    return this.session();
  }

  async #failOver(planId) {
    let id;
    let acceptDestroyed;
    await this.#operator.insist(async () => {
      if (id === undefined) {
        ({ id } = await this.#api
          .post(`/recovery-plans/${planId}/run`, {
            executionType: 'RECOVERY',
            acceptDestroyed,
          })
          .catch(async error => {
            if (/acceptDestroyed/.test(error.message)) {
              acceptDestroyed = await this.#namedByPreflight(planId);
            }
            throw error;
          }));
      } else {
        await this.#api.post(`/executions/${id}/retry`);
      }
      return this.#operator.watch({
        ask: () => this.#api.get(`/executions/${id}`),
        state: executionPage,
      });
    });
    return id;
  }

  /** What is in no session: drills, and what others have launched. */
  async #namedByPreflight(planId) {
    const { destroys } = await this.#api.get(
      `/recovery-plans/${planId}/preflight?executionType=RECOVERY`,
    );
    return destroys
      .filter(({ sessionId }) => !sessionId)
      .map(one => one.recoveryInstanceId);
  }

  async #findSession(executionId) {
    await this.#operator.watch({
      ask: () => this.#api.get('/failover-sessions?limit=200'),
      state: ({ items }) => {
        const found = items.find(item => item.executionId === executionId);
        this.#sessionId = found?.id;
        return { done: found };
      },
    });
    await this.#operator.watch({
      ask: this.session,
      state: session => ({
        done:
          session.instances.length > 0 &&
          session.instances.every(one => one.ec2State === 'RUNNING'),
        trouble: troubleOf(session),
        sign: signOf(session),
      }),
    });
  }

  #act(verb) {
    return this.#operator.open(verb, () => this.#operate(verb, () => ({})));
  }

  /** Asks for an action of the session until it has led where it leads to. */
  #operate(verb, body, statuses = LEADS_TO[verb]) {
    return this.#operator.insist(async () => {
      await this.#idle();
      const operation = await this.#api.post(
        `/failover-sessions/${this.#sessionId}/${verb}`,
        await body(),
      );
      return this.#operator.watch({
        ask: this.session,
        state: session => operationPage(session, operation, statuses),
      });
    });
  }

  /** Waits until no operation runs: what was started again to see to something may still do. */
  #idle() {
    return this.#operator.watch({
      ask: this.session,
      state: session => ({
        done: !session.currentOperation,
        trouble: troubleOf(session),
        sign: signOf(session),
      }),
    });
  }

  async #launch(mode, statuses) {
    const preflight = () =>
      this.#api.get(
        `/failover-sessions/${this.#sessionId}/failback-preflight?mode=${mode}`,
      );
    await this.#operate(
      'execute-failback',
      async () => {
        await this.#ready();
        const { destroys } = await preflight();
        const acceptDestroyed = destroys
          .filter(({ standing }) => standing === 'ACCEPTABLE')
          .map(one => one.recoveryInstanceId);
        this.lost.push(...acceptDestroyed);
        return { mode, acceptDestroyed };
      },
      statuses,
    );
  }

  async #cleanUp() {
    await this.#operate('cleanup', async () => {
      const plan = await this.#api.get(
        `/failover-sessions/${this.#sessionId}/cleanup-plan`,
      );
      if (plan.blockedBy.length > 0) {
        await this.#operator.tend(plan.blockedBy.join('; '));
      }
      return { planId: plan.planId };
    });
  }

  /** Waits for readiness; what failed meanwhile is started again, as the page offers. */
  async #ready() {
    await this.#operator.watch({
      ask: this.session,
      state: session => ({
        done:
          ['READY_FOR_FAILBACK', 'FAILBACK_IN_PROGRESS'].includes(
            session.status,
          ) && !session.currentOperation,
        trouble: troubleOf(session),
        sign: signOf(session),
      }),
    });
  }

  /** Starts reverse replication again where it failed, with all that this needs, if the page offers that. */
  async startAgain({ actions, status }) {
    const allows = verb =>
      actions?.some(one => one.action === verb && one.allowed);
    if (!['REVERSE_REPLICATING', 'FAILBACK_IN_PROGRESS'].includes(status)) {
      return;
    }
    if (allows('install-agents')) {
      this.#operator.retries += 1;
      await this.#operate('install-agents', () => ({}));
      await this.#operate('mirror-config', () => ({}));
      await this.#operate('start-reverse-replication', () => ({}));
    } else if (allows('start-reverse-replication')) {
      this.#operator.retries += 1;
      await this.#api.post(
        `/failover-sessions/${this.#sessionId}/start-reverse-replication`,
        {},
      );
    }
  }
}
