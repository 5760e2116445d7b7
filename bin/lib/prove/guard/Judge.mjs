const isAlive = ({ state }) => !['terminated', 'shutting-down'].includes(state);

/** Calls that take something away, and what of. */
const TAKES_AWAY = {
  DisconnectSourceServer: request => request.sourceServerID,
  DeleteSourceServer: request => request.sourceServerID,
  StopReplication: request => request.sourceServerID,
  DeleteRecoveryInstance: request => request.recoveryInstanceID,
};

/** The portal never calls these on anybody's machines. */
const NEVER = ['TerminateInstances', 'StopInstances'];

/**
 * Judges one company by the simulated AWS alone: which machines died, what was taken away, and whether anybody had named it.
 * What the portal thinks of a machine is never asked.
 */
export class Judge {
  /** What is wrong, a sentence each. */
  problems = [];
  /** How many machines died, and how many records and servers were taken away, as named. */
  counts = { died: 0, takenAway: 0 };
  #confirmations;
  #others;
  #machines = new Map();
  #servers = new Map();
  #judged = 0;

  /**
   * @param confirmations - what users have named
   * @param others - what other tools did: the `requests` that were theirs, their `jobs`, the machines that they `killed`
   */
  constructor(confirmations, others) {
    this.#confirmations = confirmations;
    this.#others = others;
  }

  /** @param state - the account's; `calls` - its changes so far */
  look(state, calls) {
    const seen = this.#readMachines(state);
    for (const machine of this.#machines.values()) {
      const now = seen.get(machine.id);
      if (machine.isAlive && !(now && isAlive(now))) {
        machine.isAlive = false;
        this.#died(machine);
      }
    }
    calls.slice(this.#judged).forEach(call => this.#called(call));
    this.#judged = calls.length;
    this.#readServers(state);
  }

  #readMachines(state) {
    const seen = new Map();
    for (const { region, ec2, drs } of Object.values(state.regions)) {
      for (const machine of Object.values(ec2.instances)) {
        seen.set(machine.id, machine);
        const known = this.#machines.get(machine.id);
        const record = drs.recoveryInstances[machine.id];
        this.#machines.set(machine.id, {
          id: machine.id,
          region,
          hostname: machine.hostname,
          isOthers: machine.tags.Team === 'payroll',
          launchedAt: machine.launchedAt,
          isRunning: machine.state === 'running',
          isDrill: known?.isDrill || record?.isDrill || false,
          isLaunchedByOthers:
            known?.isLaunchedByOthers || this.#others.jobs.has(record?.jobId),
          isAlive: known ? known.isAlive : isAlive(machine),
        });
      }
    }
    return seen;
  }

  #readServers(state) {
    for (const { drs } of Object.values(state.regions)) {
      for (const { id, machine, tags, replication } of Object.values(
        drs.sourceServers,
      )) {
        this.#servers.set(id, {
          protects: machine.instanceId,
          isOthers: tags.Team === 'payroll',
          isOff: ['STOPPED', 'DISCONNECTED'].includes(replication.state),
        });
      }
    }
  }

  /** The machine that serves is the youngest that no drill launched and that runs. */
  #serving(hostname) {
    return [...this.#machines.values()]
      .filter(
        one =>
          one.hostname === hostname &&
          one.isAlive &&
          one.isRunning &&
          !one.isDrill,
      )
      .sort((a, b) => b.launchedAt - a.launchedAt)[0];
  }

  #died(machine) {
    const { id, hostname, isDrill, isOthers, launchedAt } = machine;
    if (this.#others.killed.has(id)) {
      return;
    }
    this.counts.died += 1;
    const name = `${hostname} (${id}, ${machine.region}${
      isDrill ? ', drill' : ''
    })`;
    const how = this.#confirmations.howOf(id);
    if (isOthers) {
      this.problems.push(`${name} of the other team died`);
    } else if (!how && !isDrill) {
      this.problems.push(`${name} died, and nobody had named it`);
    } else if (!how && machine.isLaunchedByOthers) {
      this.problems.push(
        `${name} of another tool died, and nobody had named it`,
      );
    }
    const heir = this.#serving(hostname);
    if (
      !isDrill &&
      !how?.startsWith('acceptDestroyed') &&
      !(heir && heir.launchedAt > launchedAt)
    ) {
      this.problems.push(`${name} died while it was the machine that serves`);
    }
  }

  #called({ operation, request, error, requestId }) {
    if (error || this.#others.requests.has(requestId)) {
      return;
    }
    if (NEVER.includes(operation)) {
      this.problems.push(`${operation} was called by the portal`);
    }
    const text = JSON.stringify(request);
    for (const [id, { isOthers }] of [...this.#machines, ...this.#servers]) {
      if (isOthers && text.includes(id)) {
        this.problems.push(`${operation} named ${id} of the other team`);
      }
    }
    const id = TAKES_AWAY[operation]?.(request);
    if (id === undefined) {
      return;
    }
    this.counts.takenAway += 1;
    if (!this.#confirmations.howOf(id)) {
      this.problems.push(`${operation} of ${id}, which nobody had named`);
    }
    const server = this.#servers.get(id);
    const protectedMachine = server && this.#machines.get(server.protects);
    if (
      server &&
      !server.isOff &&
      protectedMachine?.isAlive &&
      this.#serving(protectedMachine.hostname)?.id === server.protects
    ) {
      this.problems.push(
        `${operation} of ${id} while it protected ${server.protects}, which serves`,
      );
    }
  }
}
