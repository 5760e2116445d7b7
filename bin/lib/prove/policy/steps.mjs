import { placeOf } from './policyEstate.mjs';
import { PLACES } from './shippedPolicies.mjs';

const ENDED = ['COMPLETED', 'FAILED', 'PARTIAL', 'CANCELLED'];
const OWNER = 'group:default/team-orders';

function waveActions(isAbroad) {
  // The other account has no documents of its own.
  return isAbroad
    ? {}
    : {
        preActions: [
          {
            name: 'Switch DNS',
            kind: 'AUTOMATION',
            documentName: PLACES.AUTOMATION_DOCUMENT,
            parameters: { Site: ['recovery'] },
          },
        ],
        postActions: [
          {
            name: 'Warm the caches',
            kind: 'COMMAND',
            documentName: PLACES.COMMAND_DOCUMENT,
            targets: { kind: 'waveInstances' },
          },
        ],
      };
}

/**
 * The life of a disaster as steps of an operator: each begins something and looks how it goes.
 *
 * @param operator - of createOperator
 * @param focus - gets the ids of what a person would look at now
 */
export function createSteps(api, operator, focus) {
  const { until } = operator;

  const execution = what => ({
    look: async ({ id }) => {
      const value = await api.get(`/executions/${id}`);
      return {
        value,
        done: value.status === 'COMPLETED',
        failed:
          ENDED.includes(value.status) && (value.lastError?.message ?? what),
      };
    },
  });

  /** An action of a session; a failure is followed by the same call again. */
  const act = (id, verb, body, leadsTo) =>
    until(verb, {
      begin: async () =>
        api.post(
          `/failover-sessions/${id}/${verb}`,
          typeof body === 'function' ? await body() : body,
        ),
      look: async operation => {
        const value = await api.get(`/failover-sessions/${id}`);
        const { lastOperation, currentOperation, lastError } = value;
        const ended = !currentOperation && lastOperation?.id === operation.id;
        return {
          value,
          done:
            ended &&
            lastOperation.status === 'SUCCEEDED' &&
            leadsTo.includes(value.status),
          failed:
            ended &&
            lastOperation.status === 'FAILED' &&
            (lastError?.message ?? verb),
        };
      },
    });

  return {
    act,

    mirror: id =>
      act(id, 'mirror-config', {}, [
        'CONFIG_MIRRORED',
        'REVERSE_REPLICATING',
        'READY_FOR_FAILBACK',
      ]),

    replicateBack: id =>
      act(id, 'start-reverse-replication', {}, [
        'REVERSE_REPLICATING',
        'READY_FOR_FAILBACK',
      ]),

    failBack: (id, mode, leadsTo) =>
      act(
        id,
        'execute-failback',
        async () => {
          const { destroys } = await api.get(
            `/failover-sessions/${id}/failback-preflight?mode=${mode}`,
          );
          return {
            mode,
            acceptDestroyed: destroys
              .filter(({ standing }) => standing === 'ACCEPTABLE')
              .map(({ recoveryInstanceId }) => recoveryInstanceId),
          };
        },
        leadsTo,
      ),

    seeServers: system => {
      const { accountId } = placeOf(system);
      return until('the list of source servers', {
        begin: () =>
          api.get(`/source-servers?accountId=${accountId}&region=us-west-2`),
      });
    },

    makeGroup: async system => {
      const { accountId, sourceAccountId, recovery } = placeOf(system);
      const group = await until('the group', {
        begin: () =>
          api.post('/protection-groups', {
            name: system,
            owner: OWNER,
            accountId,
            region: 'us-west-2',
            sourceAccountId,
            sourceRegion: 'us-east-1',
            selection: { by: 'tags', tags: { Application: system } },
            launchConfig: {
              recovery: {
                ...recovery,
                rightSizingMethod: 'NONE',
                copyTags: false,
              },
              origin: {},
            },
          }),
      });
      focus({ group: group.id });
      await until('the capture of the origin', {
        begin: () => api.post(`/protection-groups/${group.id}/capture-origin`),
        look: async () => {
          const { servers } = await api.get(`/protection-groups/${group.id}`);
          return {
            done: servers.every(
              ({ captured, captureError }) => captured && !captureError,
            ),
            failed: servers.find(one => one.captureError)?.captureError.message,
          };
        },
      });
      await until('the application of launch settings', {
        begin: () =>
          api.post(`/protection-groups/${group.id}/apply-launch-settings`),
        look: async () => {
          const { servers } = await api.get(`/protection-groups/${group.id}`);
          return {
            done: servers.every(
              ({ launchSettingsAppliedAt, applyError }) =>
                launchSettingsAppliedAt && !applyError,
            ),
            failed: servers.find(one => one.applyError)?.applyError.message,
          };
        },
      });
      return group;
    },

    makePlan: async (system, group) => {
      const plan = await until('the plan', {
        begin: () =>
          api.post('/recovery-plans', {
            name: system,
            owner: OWNER,
            waves: [
              {
                number: 1,
                name: 'All',
                protectionGroupIds: [group.id],
                ...waveActions(system.endsWith('-abroad')),
              },
            ],
          }),
      });
      focus({ plan: plan.id });
      return plan;
    },

    /** What stands against the plan: nothing, once everything may be looked at. */
    preflight: plan =>
      until('a preflight without findings', {
        begin: () =>
          api.get(
            `/recovery-plans/${plan.id}/preflight?executionType=RECOVERY`,
          ),
        look: async ({ findings, blocked }) => ({
          done: !blocked && findings.length === 0,
          failed: blocked || findings.length > 0 ? 'findings' : undefined,
        }),
      }),

    /** Runs the plan; what failed is retried. */
    run: async (plan, executionType) => {
      let id;
      return until(`the ${executionType.toLowerCase()}`, {
        begin: async () => {
          const begun = await (id
            ? api.post(`/executions/${id}/retry`)
            : api.post(`/recovery-plans/${plan.id}/run`, { executionType }));
          id = begun.id;
          focus({ execution: id });
          return begun;
        },
        look: execution(executionType).look,
      });
    },

    terminate: ({ id }) =>
      until('the end of the drill', {
        begin: () => api.post(`/executions/${id}/terminate`),
        look: async () => {
          const { servers, actions, lastError } = await api.get(
            `/executions/${id}`,
          );
          const canBeAsked = actions.some(
            ({ action, allowed }) => action === 'terminate' && allowed,
          );
          return {
            done: servers.every(({ status }) => status === 'TERMINATED'),
            failed: canBeAsked && (lastError?.message ?? 'it can be asked for'),
          };
        },
      }),

    findSession: async ({ id }) => {
      const session = await until('the session', {
        look: async () => {
          const { items } = await api.get('/failover-sessions?limit=100');
          const value = items.find(item => item.executionId === id);
          return { done: value !== undefined, value };
        },
      });
      focus({ session: session.id });
      return api.get(`/failover-sessions/${session.id}`);
    },

    waitFor: (id, statuses) =>
      until(`the status ${statuses[0]}`, {
        look: async () => {
          const value = await api.get(`/failover-sessions/${id}`);
          return {
            value,
            done: !value.currentOperation && statuses.includes(value.status),
          };
        },
      }),
  };
}
