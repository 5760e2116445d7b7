import type {
  Execution,
  FailbackMode,
} from '@internal/plugin-disaster-recovery-common';
import { isGone, type RecoveryInstance } from '../aws';
import {
  hasLiveDrill,
  type InstancePatch,
  type InstanceRecord,
  type OperationContext,
} from '../failover-sessions';
import { saveLaunch } from './beginLaunch';
import type { FailbackDependencies } from './FailbackDependencies';
import {
  type FailbackProgress,
  failbackProgress,
  isSameProgress,
  type LaunchFacts,
} from './failbackProgress';

/** The recovery instances in the source region that have to do with this session now. */
async function listLaunched(
  { aws }: FailbackDependencies,
  { session, instances }: OperationContext,
): Promise<RecoveryInstance[]> {
  const sourceServerIds = instances.flatMap(
    ({ reversedSourceServerId }) => reversedSourceServerId ?? [],
  );
  return aws
    .in({ accountId: session.sourceAccountId, region: session.sourceRegion })
    .drs.listRecoveryInstances({ sourceServerIds });
}

/** A launch makes DRS terminate the drill's instance of the same server: then the drill is over there. */
function drillPatch(
  instance: InstanceRecord,
  mode: FailbackMode,
  facts: LaunchFacts,
): InstancePatch {
  const { drill } = instance;
  if (mode === 'DRILL' || !drill || !hasLiveDrill(instance)) {
    return {};
  }
  const alive = facts.launched.find(
    ({ id }) => id === drill.failbackInstanceId,
  );
  return !alive || isGone(alive.ec2State)
    ? {
        drill: {
          ...drill,
          status: 'TERMINATED',
          ec2State: 'TERMINATED',
          reason: 'DRS terminated it for the failback',
        },
      }
    : {};
}

/** What was wrong with the way back of a machine that is back would ask for a remedy that nobody needs, nor is offered. */
function backPatch(
  instance: InstanceRecord,
  mode: FailbackMode,
  progress: FailbackProgress | undefined,
): InstancePatch {
  return mode === 'RECOVERY' &&
    progress?.status === 'LAUNCHED' &&
    instance.replication.state === 'ERROR'
    ? { replication: { state: 'NOT_STARTED' } }
    : {};
}

function patchOf(
  instance: InstanceRecord,
  mode: FailbackMode,
  facts: LaunchFacts,
  hasEnded: boolean,
): InstancePatch {
  const field = mode === 'DRILL' ? 'drill' : 'failback';
  const progress = failbackProgress(instance, facts);
  return {
    ...(progress &&
      !isSameProgress(instance[field], progress) && { [field]: progress }),
    ...backPatch(instance, mode, progress),
    ...(hasEnded ? drillPatch(instance, mode, facts) : {}),
  };
}

function describe(execution: Execution, hasEnded: boolean): string {
  const launched = execution.servers.filter(
    ({ status }) => status === 'LAUNCHED',
  ).length;
  const count = `${launched} of ${execution.servers.length} launched`;
  if (execution.status === 'PAUSED') {
    return `Paused: ${
      execution.pauseReason ?? 'the execution waits'
    }. Resume the execution to go on; ${count}`;
  }
  return hasEnded ? `${execution.status}: ${count}` : count;
}

/**
 * Writes how the launch fares: for each instance its failback instance, verdict and reason, and for the operation how far
 * the execution is, or that it is paused and waits for a person. DRS is asked only once the execution has ended.
 */
export async function recordLaunch(
  dependencies: FailbackDependencies,
  context: OperationContext,
  mode: FailbackMode,
  execution: Execution,
  hasEnded: boolean,
): Promise<LaunchFacts> {
  const { store } = dependencies.sessions;
  const facts: LaunchFacts = {
    execution,
    launched: hasEnded ? await listLaunched(dependencies, context) : [],
  };
  const patches = context.instances
    .map(instance => ({
      recoveryInstanceId: instance.recoveryInstanceId,
      patch: patchOf(instance, mode, facts, hasEnded),
    }))
    .filter(({ patch }) => Object.keys(patch).length > 0);
  const message = describe(execution, hasEnded);
  const saved = context.operation.steps.find(
    ({ target, name }) => target === execution.id && name === 'EXECUTION',
  );
  if (patches.length > 0 || saved?.message !== message) {
    await context.transaction(async transaction => {
      await store.updateInstances(context.session.id, patches, transaction);
      await saveLaunch(context, mode, execution, transaction, {
        status: stepStatus(execution, hasEnded),
        message,
      });
    });
  }
  return facts;
}

function stepStatus(execution: Execution, hasEnded: boolean) {
  if (!hasEnded) {
    return 'IN_PROGRESS';
  }
  return execution.status === 'COMPLETED' ? 'SUCCEEDED' : 'FAILED';
}
