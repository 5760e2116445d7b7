import { RECOVERY, SOURCE } from '../companies/companies.mjs';
import { chance } from '../companies/chance.mjs';
import { Confirmations } from './Confirmations.mjs';
import { Judge } from './Judge.mjs';
import { Moves } from './Moves.mjs';

const REGIONS = [SOURCE, RECOVERY];
/** How many of a company's last requests are told with a problem, so that it can be repeated. */
const TOLD = 25;

/**
 * One company in which several users ask for anything at once, while other tools are at work in its account.
 */
export class Company {
  /** How often requests were answered so, by `granted`, `refused` and `failed`. */
  counts = { sequences: 0, granted: 0, refused: 0, failed: 0 };
  /** The statuses that sessions of the company have had. */
  statuses = new Set();
  #api;
  #world;
  #trace;
  #players;
  #chance;
  #route;
  #history = [];
  #confirmations = new Confirmations();
  #others;
  #stopped = new Set();
  judge;

  constructor({ api, world, trace, players, seed, number }) {
    this.#api = api;
    this.#world = world;
    this.#trace = trace;
    this.#players = players;
    this.#chance = chance(seed * 1009 + number);
    this.#route = this.#chance.pick(['native', 'reinstall']);
    this.#others = {
      requests: world.othersRequests,
      killed: new Set(),
      jobs: new Set(),
    };
    this.judge = new Judge(this.#confirmations, this.#others);
  }

  /** One sequence of requests, by several users, in twos and threes at once. */
  async play() {
    this.counts.sequences += 1;
    await this.#look();
    const page = await this.#read();
    page.sessions.forEach(({ status }) => this.statuses.add(status));
    if (this.#chance.happens(0.05)) {
      await this.#meddle().catch(error =>
        // The portal may have been faster: what is refused has not happened.
        this.#history.push(`(another tool: refused, ${error.message})`),
      );
    }
    const moves = new Moves(this.#chance, page, this.#confirmations);
    const length = 3 + this.#chance.below(6);
    for (let made = 0; made < length; ) {
      const together = Math.min(length - made, 1 + this.#chance.below(3));
      await Promise.all(
        Array.from({ length: together }, () => this.#ask(moves)),
      );
      made += together;
    }
    await this.#look();
  }

  /** What is wrong, with the requests that led there. */
  problems() {
    const { problems } = this.judge;
    return problems.length === 0
      ? []
      : [
          ...problems,
          `(company ${this.#world.accountId}, ${
            this.#route
          }; its last requests: ${this.#history.slice(-TOLD).join(', ')})`,
        ];
  }

  async #look() {
    this.judge.look(
      await this.#world.state(),
      this.#trace.changesOf(this.#world.accountId),
    );
  }

  async #ask(moves) {
    const player = this.#chance.pick(this.#players);
    const request = await moves.next(player);
    if (!request) {
      return;
    }
    const { method, path, body, granted } = request;
    const { status, json } = await player.call(method, path, body);
    const line = `${player.name} ${method} ${path} ${
      body ? JSON.stringify(body) : ''
    } -> ${status}`;
    this.#history.push(line);
    if (status < 300) {
      this.counts.granted += 1;
      granted?.(json);
    } else if (status < 500 || status === 502 || status === 503) {
      this.counts.refused += 1;
    } else {
      this.counts.failed += 1;
      this.judge.problems.push(`${line}: ${json?.error?.message}`);
    }
  }

  async #read() {
    const { accountId } = this.#world;
    const items = async path => (await this.#api.get(path)).items;
    const state = await this.#world.state();
    const [sessions, executions, plans, groups] = await Promise.all([
      items(`/failover-sessions?limit=20&text=${accountId}`),
      items(`/executions?limit=20&text=${accountId}`),
      items(`/recovery-plans?limit=20&text=${accountId}`),
      items(`/protection-groups?limit=20&text=${accountId}`),
    ]);
    return {
      accountId,
      route: this.#route,
      sessions: await Promise.all(
        sessions
          .slice(0, 3)
          .map(({ id }) => this.#api.get(`/failover-sessions/${id}`)),
      ),
      executions,
      plans,
      groups: await Promise.all(
        groups.map(({ id }) => this.#api.get(`/protection-groups/${id}`)),
      ),
      jobs: REGIONS.flatMap(region =>
        Object.values(state.regions[region].drs.jobs).map(({ id }) => ({
          id,
          region,
        })),
      ),
    };
  }

  /** Another tool stops a machine, starts one that it stopped, terminates one, or drills. */
  async #meddle() {
    const region = this.#chance.pick(REGIONS);
    const { ec2, drs } = await this.#world.region(region);
    const machines = Object.values(ec2.instances).filter(
      ({ state, tags }) => state === 'running' && tags.Team !== 'payroll',
    );
    const deed = this.#chance.weighted([
      [3, 'stop'],
      [4, 'start'],
      [1, 'terminate'],
      [2, 'drill'],
    ]);
    const one = machines.length > 0 ? this.#chance.pick(machines) : undefined;
    if (deed === 'start') {
      for (const id of this.#stopped) {
        await this.#world.fault('instanceStarted', {
          match: { resourceId: id },
        });
      }
      this.#stopped.clear();
    } else if (deed === 'drill') {
      await this.#drill(region, drs);
    } else if (one && deed === 'stop') {
      this.#stopped.add(one.id);
      await this.#world.fault('instanceStopped', {
        match: { resourceId: one.id },
      });
    } else if (one) {
      this.#others.killed.add(one.id);
      await this.#world.other.ec2(region, 'TerminateInstances', {
        InstanceIds: [one.id],
      });
    }
    this.#history.push(`(another tool: ${deed} ${one?.id ?? region})`);
  }

  /** A drill of another tool: what it launches is no business of the portal's. */
  async #drill(region, { sourceServers }) {
    const candidates = Object.values(sourceServers).filter(
      ({ tags, replication, activeJobId }) =>
        tags.Team !== 'payroll' &&
        !activeJobId &&
        replication.state === 'CONTINUOUS',
    );
    if (candidates.length === 0) {
      return;
    }
    const server = this.#chance.pick(candidates);
    // DRS replaces what was launched from the server before: that is the other tool's doing.
    const { drs } = await this.#world.region(region);
    for (const { id, sourceServerId } of Object.values(drs.recoveryInstances)) {
      if (sourceServerId === server.id) {
        this.#others.killed.add(id);
      }
    }
    const { job } = await this.#world.other.drs(region, 'StartRecovery', {
      isDrill: true,
      sourceServers: [{ sourceServerID: server.id }],
    });
    this.#others.jobs.add(job.jobID);
  }
}
