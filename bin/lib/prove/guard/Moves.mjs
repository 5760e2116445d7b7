const NO_INSTANCE = 'i-0123456789abcdef0';

/** The next thing that an operator would do who wants to come to the end. */
function nextStep(session, route) {
  const allowed = new Set(
    session.actions
      .filter(action => action.allowed)
      .map(({ action }) => action),
  );
  const order = {
    FAILOVER_COMPLETE:
      route === 'native' ? 'start-reverse-replication' : 'install-agents',
    INSTALLING_AGENTS: 'install-agents',
    AGENTS_INSTALLED: 'mirror-config',
    CONFIG_MIRRORED: 'start-reverse-replication',
    REVERSE_REPLICATING: session.mirroredRecoveryPlan
      ? 'start-reverse-replication'
      : 'mirror-config',
    READY_FOR_FAILBACK: 'execute-failback',
    FAILBACK_IN_PROGRESS: 'execute-failback',
    FAILBACK_COMPLETE: 're-protect',
    RE_PROTECTING: 're-protect',
    RE_PROTECTED: 'cleanup',
    CLEANING_UP: 'cleanup',
  };
  const verb = order[session.status];
  return verb && allowed.has(verb) ? verb : undefined;
}

const VERBS = [
  'install-agents',
  'mirror-config',
  'mirror-config',
  'start-reverse-replication',
  'execute-failback',
  'execute-failback',
  'terminate-drill',
  're-protect',
  'cleanup',
  'cleanup',
  'release-source-servers',
];

/** Makes random requests about one company's things, as its page shows them now. */
export class Moves {
  #chance;
  #page;
  #confirmations;

  /** @param page - `sessions` (with details), `plans`, `executions`, `groups`, and the company's `route` */
  constructor(chance, page, confirmations) {
    this.#chance = chance;
    this.#page = page;
    this.#confirmations = confirmations;
  }

  /** One request: `who` makes it, `method`, `path`, `body`; `granted`, called with the answer when it was granted. */
  next(player) {
    const { sessions } = this.#page;
    const move = this.#chance.weighted([
      [4, () => this.#onward(player)],
      [3, () => this.#ofSession(player)],
      [2, () => this.#ofExecution()],
      [1.5, () => this.#run(player)],
      [0.5, () => this.#adopt()],
      [0.5, () => this.#edit()],
      [0.5, () => this.#remove()],
    ]);
    return sessions.length === 0 && this.#chance.happens(0.5)
      ? this.#run(player)
      : move() ?? this.#run(player);
  }

  #onward(player) {
    const session = this.#page.sessions.find(
      ({ status }) => status !== 'CLEANUP_COMPLETE',
    );
    const verb = session && nextStep(session, this.#page.route);
    return verb && this.#act(player, session, verb);
  }

  #ofSession(player) {
    const { sessions } = this.#page;
    if (sessions.length === 0) {
      return undefined;
    }
    return this.#act(
      player,
      this.#chance.pick(sessions),
      this.#chance.pick(VERBS),
    );
  }

  async #act(player, session, verb) {
    const request = body => ({
      method: 'POST',
      path: `/failover-sessions/${session.id}/${verb}`,
      body,
    });
    const ids = session.instances.map(one => one.recoveryInstanceId);
    switch (verb) {
      case 'execute-failback':
        return this.#launch(
          player,
          request,
          `/failover-sessions/${session.id}/failback-preflight`,
          'mode',
        );
      case 'cleanup':
        return this.#cleanUp(player, session, request);
      case 'terminate-drill':
        return {
          ...request({}),
          granted: () =>
            this.#confirmations.name(
              session.instances.flatMap(
                ({ drill }) => drill?.failbackInstanceId ?? [],
              ),
              'terminate-drill',
            ),
        };
      case 'release-source-servers': {
        const instanceIds = this.#chance.pick([ids, ids.slice(0, 1)]);
        return {
          ...request({
            instanceIds: instanceIds.length > 0 ? instanceIds : [NO_INSTANCE],
            confirm: this.#chance.pick([session.name, 'yes']),
          }),
          granted: () =>
            this.#confirmations.name(
              session.instances
                .filter(one => instanceIds.includes(one.recoveryInstanceId))
                .map(one => one.sourceServerId),
              'release-source-servers',
            ),
        };
      }
      case 'mirror-config':
        return request({ acceptUnmapped: this.#chance.happens(0.3) });
      default: {
        const some = this.#chance.some(ids);
        return request(
          ['install-agents', 'start-reverse-replication'].includes(verb) &&
            some.length > 0 &&
            this.#chance.happens(0.3)
            ? { instanceIds: some }
            : {},
        );
      }
    }
  }

  /** Of what a preflight says is destroyed nothing is named, a part, all, or something else altogether. */
  async #launch(player, request, preflight, parameter) {
    const mode = this.#chance.pick(['DRILL', 'RECOVERY', 'RECOVERY']);
    const { json } = await player.call(
      'GET',
      `${preflight}?${parameter}=${mode}`,
    );
    const destroyed = (json?.destroys ?? []).map(one => one.recoveryInstanceId);
    const named = this.#chance.weighted([
      [3, () => undefined],
      [1, () => this.#chance.some(destroyed)],
      [1, () => [NO_INSTANCE]],
      // Naming all is what a hurried user does; it is rare, or nothing would be left to guard.
      [0.7, () => destroyed],
    ])();
    return {
      ...request({
        [parameter]: mode,
        ...(named && { acceptDestroyed: named }),
      }),
      granted: () => this.#confirmations.name(named ?? [], 'acceptDestroyed'),
    };
  }

  async #cleanUp(player, session, request) {
    const deleteSourceServers = this.#chance.happens(0.3);
    const { json } = await player.call(
      'GET',
      `/failover-sessions/${session.id}/cleanup-plan?deleteSourceServers=${deleteSourceServers}`,
    );
    if (json?.planId) {
      this.#confirmations.read(json);
    }
    const planId = this.#chance.weighted([
      [5, json?.planId ?? 'none'],
      [1, this.#chance.pick([...this.#confirmations.plans(), 'none'])],
    ]);
    return {
      ...request({ planId, deleteSourceServers }),
      granted: () => {
        if (!this.#confirmations.confirmPlan(planId)) {
          throw new Error(
            `a cleanup was granted for the plan ${planId}, which nobody has read`,
          );
        }
      },
    };
  }

  #run(player) {
    const { plans } = this.#page;
    const plan = this.#chance.pick(plans);
    return this.#launch(
      player,
      body => ({
        method: 'POST',
        path: `/recovery-plans/${plan.id}/run`,
        body,
      }),
      `/recovery-plans/${plan.id}/preflight`,
      'executionType',
    );
  }

  #ofExecution() {
    const { executions } = this.#page;
    if (executions.length === 0) {
      return undefined;
    }
    const execution = this.#chance.pick(executions);
    const verb = this.#chance.pick([
      'pause',
      'resume',
      'resume',
      'cancel',
      'retry',
      'retry',
      'terminate',
      'terminate',
    ]);
    return {
      method: 'POST',
      path: `/executions/${execution.id}/${verb}`,
      body: {},
      // Of an execution its instances are terminated by its own page, which lists them.
      granted: ({ servers }) =>
        verb === 'terminate' &&
        this.#confirmations.name(
          servers.flatMap(one => one.recoveryInstanceId ?? []),
          'terminate',
        ),
    };
  }

  #adopt() {
    const { jobs, accountId } = this.#page;
    if (jobs.length === 0) {
      return undefined;
    }
    const { id, region } = this.#chance.pick(jobs);
    return {
      method: 'POST',
      path: '/failover-sessions',
      body: { accountId, region, jobIds: [id] },
    };
  }

  /** The same once more, with the version as it is, or an old one. */
  #edit() {
    const { groups } = this.#page;
    const group = this.#chance.pick(groups);
    const { name, owner, accountId, region, sourceRegion, selection } = group;
    return {
      method: 'PUT',
      path: `/protection-groups/${group.id}`,
      body: {
        name,
        owner,
        accountId,
        region,
        sourceRegion,
        selection,
        launchConfig: group.launchConfig,
        version: this.#chance.pick([group.version, 1]),
      },
    };
  }

  /** Only what mirroring made: without the originals the play would be over. */
  #remove() {
    const { plans, groups } = this.#page;
    const mirrored = [
      ...plans.map(plan => ['/recovery-plans', plan]),
      ...groups.map(group => ['/protection-groups', group]),
    ].filter(([, { name }]) => name.endsWith('-failback'));
    if (mirrored.length === 0) {
      return undefined;
    }
    const [path, { id }] = this.#chance.pick(mirrored);
    return { method: 'DELETE', path: `${path}/${id}` };
  }
}
