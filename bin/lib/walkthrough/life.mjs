import { waitUntil } from './waiting.mjs';

function counted(counts) {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(
      ([state, count]) => `${count} ${state.toLowerCase().replace(/_/g, ' ')}`,
    )
    .join(', ');
}

/** The life of a disaster, over REST, each step as an administrator or a script of theirs would take it. */
export function lifeOfADisaster(api, story) {
  const session = id => api.get(`/failover-sessions/${id}`);

  /** Starts one of a session's actions, and waits until the session has the status that it leads to. */
  async function act(id, verb, body, { until, tell }) {
    const operation = await api.post(`/failover-sessions/${id}/${verb}`, body);
    return waitUntil({
      what: verb,
      story,
      ask: () => session(id),
      tell,
      failed: ({ lastOperation, currentOperation, lastError }) =>
        !currentOperation &&
        lastOperation?.id === operation.id &&
        lastOperation.status === 'FAILED' &&
        (lastError?.message ?? 'no reason was kept'),
      done: current =>
        !current.currentOperation &&
        current.lastOperation?.status === 'SUCCEEDED' &&
        until.includes(current.status),
    });
  }

  /** Names what a launch would destroy, as the preflight does, and gives it up. */
  async function giveUp(id, mode) {
    const { destroys } = await api.get(
      `/failover-sessions/${id}/failback-preflight?mode=${mode}`,
    );
    const lost = destroys.filter(({ standing }) => standing === 'ACCEPTABLE');
    lost.forEach(({ hostname, recoveryInstanceId, description }) =>
      story.line(`${hostname}, ${recoveryInstanceId}: ${description}`),
    );
    return lost.map(({ recoveryInstanceId }) => recoveryInstanceId);
  }

  const replicating = ({ replication }) =>
    replication.total > 0 ? counted(replication.counts) : undefined;

  return {
    async failOver(planId) {
      const preflight = await api.get(
        `/recovery-plans/${planId}/preflight?executionType=RECOVERY`,
      );
      story.line(
        `preflight: ${preflight.waves
          .map(wave => `${wave.name} (${wave.serverCount})`)
          .join(', then ')}`,
      );
      if (preflight.blocked) {
        throw new Error(
          `the plan is blocked: ${preflight.findings
            .map(finding => finding.message)
            .join('; ')}`,
        );
      }
      const { id } = await api.post(`/recovery-plans/${planId}/run`, {
        executionType: 'RECOVERY',
      });
      return waitUntil({
        what: 'the failover',
        story,
        ask: () => api.get(`/executions/${id}`),
        tell: ({ waves }) =>
          waves
            .map(wave => `${wave.name}: ${wave.status.toLowerCase()}`)
            .join(', '),
        failed: ({ status, lastError }) =>
          ['FAILED', 'PARTIAL', 'CANCELLED'].includes(status) &&
          (lastError?.message ?? status),
        done: ({ status }) => status === 'COMPLETED',
      });
    },

    async findSession(executionId) {
      const found = await waitUntil({
        what: 'the failover session',
        story,
        ask: () => api.get('/failover-sessions'),
        done: ({ items }) =>
          items.some(item => item.executionId === executionId),
      });
      const { id } = found.items.find(item => item.executionId === executionId);
      return session(id);
    },

    installAgents: id =>
      act(
        id,
        'install-agents',
        {},
        {
          until: ['AGENTS_INSTALLED'],
          tell: ({ instances }) =>
            counted(
              instances.reduce((counts, { agent }) => {
                const key =
                  agent.status === 'IN_PROGRESS' && agent.step
                    ? agent.step
                    : agent.status;
                return { ...counts, [key]: (counts[key] ?? 0) + 1 };
              }, {}),
            ),
        },
      ),

    mirror: async id => {
      await act(
        id,
        'mirror-config',
        {},
        {
          until: [
            'CONFIG_MIRRORED',
            'REVERSE_REPLICATING',
            'READY_FOR_FAILBACK',
          ],
        },
      );
      const { counts, mappings } = await api.get(
        `/failover-sessions/${id}/mirror-report`,
      );
      story.line(
        `${mappings.length} servers mapped; fields: ${counted(counts)}`,
      );
    },

    replicateBack: id =>
      act(
        id,
        'start-reverse-replication',
        {},
        {
          until: ['REVERSE_REPLICATING', 'READY_FOR_FAILBACK'],
          tell: replicating,
        },
      ),

    waitUntilReady: id =>
      waitUntil({
        what: 'readiness for failback',
        story,
        ask: () => session(id),
        tell: replicating,
        done: ({ status }) => status === 'READY_FOR_FAILBACK',
      }),

    /** Drills, and ends the drill. What it had to destroy, by id. */
    drill: async id => {
      const acceptDestroyed = await giveUp(id, 'DRILL');
      await act(
        id,
        'execute-failback',
        { mode: 'DRILL', acceptDestroyed },
        {
          until: ['READY_FOR_FAILBACK', 'REVERSE_REPLICATING'],
        },
      );
      story.line('the drill launched every server; its instances are removed');
      await act(
        id,
        'terminate-drill',
        {},
        {
          until: ['READY_FOR_FAILBACK', 'REVERSE_REPLICATING'],
        },
      );
      return acceptDestroyed;
    },

    failBack: id =>
      act(
        id,
        'execute-failback',
        { mode: 'RECOVERY' },
        {
          until: ['FAILBACK_COMPLETE'],
        },
      ),

    reProtect: id => act(id, 're-protect', {}, { until: ['RE_PROTECTED'] }),

    cleanUp: async id => {
      const plan = await api.get(`/failover-sessions/${id}/cleanup-plan`);
      story.line(
        `${plan.steps.length} things to do, ${plan.kept.length} to keep`,
      );
      return act(
        id,
        'cleanup',
        { planId: plan.planId },
        {
          until: ['CLEANUP_COMPLETE'],
        },
      );
    },
  };
}
