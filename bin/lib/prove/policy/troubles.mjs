import { PLACES } from './shippedPolicies.mjs';

const REFUSED_BEFORE =
  'Cannot install agent, as this server was previously installed to replicate into another region or account';

const READY = ['READY', 'READY_WITH_LAG'];

const isIn = states => instance => states.includes(instance.replication?.state);

/** What only happens when something goes wrong, and needs actions of its own: each is brought about by itself. */
export function createTroubles({
  aws,
  api,
  operator,
  steps,
  focus,
  otherTool,
}) {
  const { until } = operator;

  /** Runs a drill, and cancels it as soon as SSM works on an action of this kind. */
  async function cancelDuring(kind, plan) {
    let id;
    await until('the cancelled drill', {
      begin: async () => {
        const begun = await (id
          ? api.post(`/executions/${id}/retry`)
          : api.post(`/recovery-plans/${plan.id}/run`, {
              executionType: 'DRILL',
            }));
        id = begun.id;
        focus({ execution: id });
      },
      look: async () => {
        const { actionRuns, actions, status } = await api.get(
          `/executions/${id}`,
        );
        const works = actionRuns.some(
          action =>
            action.kind === kind && action.status === 'RUNNING' && action.ssmId,
        );
        const canCancel = actions.some(
          ({ action, allowed }) => action === 'cancel' && allowed,
        );
        if (works && canCancel) {
          // Nothing ends by itself before it is stopped.
          await aws.setSpeed(1);
          await api.post(`/executions/${id}/cancel`);
        }
        return {
          done: status === 'CANCELLED',
          failed: ['FAILED', 'PARTIAL'].includes(status) && status,
        };
      },
    });
    return id;
  }

  return {
    /** A drill is cancelled while an Automation of it runs. */
    async cancelAutomation(plan) {
      await aws.setSpeed(0);
      await cancelDuring('AUTOMATION', plan);
      await aws.speedUp();
    },

    /** A drill is cancelled while a Command of it hangs, and what it launched is terminated. */
    async cancelCommand(plan) {
      await aws.addFault({
        kind: 'commandHangs',
        match: { resourceId: PLACES.COMMAND_DOCUMENT },
      });
      const id = await cancelDuring('COMMAND', plan);
      await aws.speedUp();
      await aws.clearFaults();
      await steps.terminate({ id });
    },

    /** An installer refuses one machine, whose source server is then released; the answer to a command is lost. */
    async refuseInstaller(session) {
      const [instance] = session.instances;
      await aws.addFault({
        kind: 'installFails',
        message: REFUSED_BEFORE,
        match: { resourceId: instance.recoveryInstanceId },
      });
      await aws.addFault({
        kind: 'lostResponse',
        match: { operation: 'SendCommand' },
        count: 1,
      });
      await until('a refused installer', {
        begin: () =>
          api.post(`/failover-sessions/${session.id}/install-agents`),
        look: async () => {
          const { instances, currentOperation } = await api.get(
            `/failover-sessions/${session.id}`,
          );
          const failed = instances.find(({ agent }) => agent.error);
          return {
            done: instances.some(
              ({ agent }) => agent.error?.code === 'PREVIOUSLY_INSTALLED',
            ),
            failed: !currentOperation && failed?.agent.error.message,
          };
        },
      });
      await steps.act(
        session.id,
        'release-source-servers',
        {
          instanceIds: [instance.recoveryInstanceId],
          confirm: session.name,
        },
        ['FAILOVER_COMPLETE', 'INSTALLING_AGENTS', 'AGENTS_INSTALLED'],
      );
      await aws.clearFaults();
    },

    /** Somebody stops the replication that the installed agents have begun. */
    stopReplication: session =>
      otherTool.stopReplicationOf(
        session.instances.map(({ recoveryInstanceId }) => recoveryInstanceId),
        'us-east-1',
      ),

    /** Initial synchronization stalls, and is set going again by the same call that started it. */
    async stallSync(session) {
      await aws.addFault({ kind: 'stallSync', count: 1 });
      await steps.replicateBack(session.id);
      const instances = await until('stalled replication', {
        look: async () => {
          const value = (await api.get(`/failover-sessions/${session.id}`))
            .instances;
          return {
            value,
            // Where the start itself had to be repeated, that has set it going again already.
            done: value.some(isIn(['ERROR'])) || value.every(isIn(READY)),
          };
        },
      });
      if (instances.some(isIn(['ERROR']))) {
        await steps.replicateBack(session.id);
      }
    },

    /** DRS takes an instance for one that still fails back. */
    refuseTermination: () =>
      aws.addFault({ kind: 'terminateRefused', count: 1 }),
  };
}
