import { Broken } from './Broken.mjs';
import { executionPage, operationPage, signOf, troubleOf } from './pages.mjs';
import { watch } from './watch.mjs';

/** How often the same thing is tried again before it counts as no way on. */
const ATTEMPTS = 6;
/** How often AWS is made well again in one life before that counts as no way on. */
const MENDED_AT_MOST = 40;

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
  stops = [];
  lost = [];
  #api;
  #fault;
  #world;
  #lookMs;
  #retries = 0;
  #tended = 0;
  #chapter;
  #sessionId;
  /** The chapters in which what was to happen during them has happened. */
  #happened = new Set();

  /**
   * @param api - the portal
   * @param fault - what goes wrong: `arm`, by the name of a chapter, called before it; `during`, by chapter, called with
   *   each look at the page until it gives true; `mend`, which makes AWS well again
   * @param world - what faults work with; see worldOf
   * @param lookMs - how often the operator looks
   */
  constructor({ api, fault, world, lookMs }) {
    this.#api = api;
    this.#fault = fault;
    this.#world = world;
    this.#lookMs = lookMs;
    world.life = this;
  }

  /** How often something had to be tried again. */
  get retries() {
    return this.#retries;
  }

  get chapter() {
    return this.#chapter;
  }

  session = () => this.#api.get(`/failover-sessions/${this.#sessionId}`);

  async live(planId, route) {
    const executionId = await this.#open('failover', () =>
      this.#failOver(planId),
    );
    await this.#open('session', () => this.#findSession(executionId));
    if (route === 'reinstall') {
      await this.#act('install-agents');
      await this.#act('mirror-config');
      await this.#act('start-reverse-replication');
    } else {
      await this.#act('start-reverse-replication');
      await this.#act('mirror-config');
    }
    await this.#open('ready', () => this.#ready());
    await this.#open('drill', () => this.#launch('DRILL', DRILLED));
    await this.#act('terminate-drill');
    await this.#open('ready again', () => this.#ready());
    await this.#open('failback', () =>
      this.#launch('RECOVERY', ['FAILBACK_COMPLETE']),
    );
    await this.#act('re-protect');
    await this.#open('cleanup', () => this.#cleanUp());
    return this.session();
  }

  async #open(chapter, work) {
    this.#chapter = chapter;
    await this.#fault.arm?.[chapter]?.(this.#world);
    return work();
  }

  /** Keeps why it stopped, and makes AWS well again. */
  #tend = async (reason, page) => {
    this.#tended += 1;
    const isNews = this.stops.every(
      stop => stop.reason !== reason || stop.chapter !== this.#chapter,
    );
    if (isNews) {
      this.stops.push({ chapter: this.#chapter, reason });
    }
    if (!/\w+ \w+/.test(reason)) {
      throw new Broken(`${this.#chapter} stopped without a reason: ${reason}`);
    }
    if (this.#tended > MENDED_AT_MOST) {
      throw new Broken(`${this.#chapter} does not get on: ${reason}`);
    }
    await this.#world.mend(this.#fault, page);
  };

  /** That a machine is left behind is told once, and stays so. */
  #note({ instances = [] }) {
    for (const { hostname, cannotFailBack } of instances) {
      const reason = `${hostname}: ${cannotFailBack}`;
      if (cannotFailBack && !this.stops.some(stop => stop.reason === reason)) {
        this.stops.push({ chapter: this.#chapter, reason });
      }
    }
  }

  #watch(options) {
    return watch({
      ...options,
      what: this.#chapter,
      lookMs: this.#lookMs,
      see: async page => {
        this.#note(page);
        const during = this.#fault.during?.[this.#chapter];
        if (
          during &&
          !this.#happened.has(this.#chapter) &&
          (await during(this.#world, page))
        ) {
          this.#happened.add(this.#chapter);
        }
      },
      tend: this.#tend,
    });
  }

  /** Tries, and where that is refused or fails, sees to it and tries again. */
  async #insist(attempt) {
    for (let number = 1; ; number += 1) {
      const { answer, failed } = await attempt().catch(error => {
        const refusal = /was answered (4\d\d|502|503): (.+)/s.exec(
          error.message,
        );
        if (!refusal) {
          throw error;
        }
        return { failed: `refused: ${refusal[2]}` };
      });
      if (!failed) {
        return answer;
      }
      await this.#tend(failed, answer);
      if (number === ATTEMPTS) {
        throw new Broken(
          `${this.#chapter} failed ${ATTEMPTS} times, at last: ${failed}`,
        );
      }
      this.#retries += 1;
    }
  }

  async #failOver(planId) {
    let id;
    let acceptDestroyed;
    await this.#insist(async () => {
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
      return this.#watch({
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
    await this.#watch({
      ask: () => this.#api.get('/failover-sessions?limit=200'),
      state: ({ items }) => {
        const found = items.find(item => item.executionId === executionId);
        this.#sessionId = found?.id;
        return { done: found };
      },
    });
    await this.#watch({
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
    return this.#open(verb, () => this.#operate(verb, () => ({})));
  }

  /** Asks for an action of the session until it has led where it leads to. */
  #operate(verb, body, statuses = LEADS_TO[verb]) {
    return this.#insist(async () => {
      await this.#idle();
      const operation = await this.#api.post(
        `/failover-sessions/${this.#sessionId}/${verb}`,
        await body(),
      );
      return this.#watch({
        ask: this.session,
        state: session => operationPage(session, operation, statuses),
      });
    });
  }

  /** Waits until no operation runs: what was started again to see to something may still do. */
  #idle() {
    return this.#watch({
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
        await this.#tend(plan.blockedBy.join('; '));
      }
      return { planId: plan.planId };
    });
  }

  /** Waits for readiness; what failed meanwhile is started again, as the page offers. */
  async #ready() {
    await this.#watch({
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
      this.#retries += 1;
      await this.#operate('install-agents', () => ({}));
      await this.#operate('mirror-config', () => ({}));
      await this.#operate('start-reverse-replication', () => ({}));
    } else if (allows('start-reverse-replication')) {
      this.#retries += 1;
      await this.#api.post(
        `/failover-sessions/${this.#sessionId}/start-reverse-replication`,
        {},
      );
    }
  }
}
