import { ConflictError, InputError } from '@backstage/errors';
import type {
  AdoptSessionInput,
  RecoveryPlan,
} from '@internal/plugin-disaster-recovery-common';
import type { RecoveryInstance, SourceServer } from '../aws';
import { retryOnDeadlock } from '../database/retryOnDeadlock';
import type { Dependencies } from '../dependencies';
import type { ProtectionGroups } from '../protection-groups';
import type { RecoveryPlans } from '../recovery-plans';
import { checkInstances, checkJobs, originOf } from './checkAdoption';
import { bareInstance } from './newInstance';
import type { FailoverSessionStore, NewInstance, SessionRecord } from './types';

/** Makes sessions of failovers that were started outside the portal. */
export class SessionAdoption {
  readonly #dependencies: Dependencies & {
    store: FailoverSessionStore;
    groups: ProtectionGroups;
    plans: RecoveryPlans;
  };

  constructor(
    dependencies: Dependencies & {
      store: FailoverSessionStore;
      groups: ProtectionGroups;
      plans: RecoveryPlans;
    },
  ) {
    this.#dependencies = dependencies;
  }

  /**
   * Checks the jobs with DRS and creates the session.
   *
   * @throws InputError, ConflictError that name the job or instance that stands against it
   */
  async adopt(
    input: AdoptSessionInput,
    principal: string,
  ): Promise<SessionRecord> {
    const { aws, groups, plans } = this.#dependencies;
    const place = { accountId: input.accountId, region: input.region };
    const { drs } = aws.in(place);
    const jobs = await drs.listJobs({ ids: input.jobIds });
    checkJobs(input, jobs);
    const sourceServerIds = [
      ...new Set(
        jobs.flatMap(job => job.servers.map(server => server.sourceServerId)),
      ),
    ];
    const [listed, servers, groupOf] = await Promise.all([
      drs.listRecoveryInstances({ sourceServerIds }),
      drs.listSourceServers({ ids: sourceServerIds }),
      groups.findBySourceServers(place, sourceServerIds),
    ]);
    const instances = checkInstances(input, listed);
    const origin = originOf(input, instances, servers);
    const plan = input.recoveryPlanId
      ? await plans.get(input.recoveryPlanId)
      : undefined;
    checkPlan(input, plan, instances, groupOf);
    return this.#create({
      input,
      principal,
      origin,
      plan,
      instances: instances.map(instance =>
        adopted(input, instance, servers, groupOf, plan),
      ),
    });
  }

  async #create(adoption: {
    input: AdoptSessionInput;
    principal: string;
    origin: { accountId: string; region: string };
    plan?: RecoveryPlan;
    instances: NewInstance[];
  }): Promise<SessionRecord> {
    const { database, store, engine, changes } = this.#dependencies;
    const { input, principal, origin, plan, instances } = adoption;
    const groupIds = instances.flatMap(one => one.protectionGroupId ?? []);
    const day = new Date().toISOString().slice(0, 10);
    const session = await retryOnDeadlock(() =>
      database.transaction(async transaction => {
        await this.#refuseTracked(instances, transaction);
        const created = await store.create(
          transaction,
          {
            name:
              input.name?.trim() ??
              `${plan?.name ?? 'Adopted failover'} ${day}`,
            owner: input.owner ?? plan?.owner,
            entityRef: input.entityRef ?? plan?.entityRef,
            accountId: input.accountId,
            sourceAccountId: origin.accountId,
            sourceRegion: origin.region,
            recoveryRegion: input.region,
            adoptedJobIds: input.jobIds,
            originalProtectionGroupIds: [...new Set(groupIds)],
            originalRecoveryPlanId: plan?.id,
            originalRecoveryPlanName: plan?.name,
            mirroredProtectionGroupIds: [],
            drillExecutionIds: [],
            createdBy: principal,
          },
          instances,
        );
        // Instances that another session took meanwhile were not added: nothing of this may stay then.
        await this.#refuseTracked(instances, transaction, created.id);
        await engine.wake('session-inventory', created.id, { transaction });
        return created;
      }),
    );
    changes.publish({ type: 'failover-session', id: session.id });
    return session;
  }

  async #refuseTracked(
    instances: NewInstance[],
    transaction: Parameters<FailoverSessionStore['create']>[0],
    exceptSessionId?: string,
  ): Promise<void> {
    const holders = await this.#dependencies.store.findHolders(
      instances.map(({ recoveryInstanceId }) => recoveryInstanceId),
      transaction,
    );
    const others = holders.filter(
      ({ sessionId }) => sessionId !== exceptSessionId,
    );
    if (others.length > 0) {
      throw new ConflictError(
        `Already tracked: ${others
          .map(
            ({ instanceId, sessionName }) =>
              `${instanceId} by session ${sessionName}`,
          )
          .join(', ')}`,
      );
    }
  }
}

function adopted(
  input: AdoptSessionInput,
  instance: RecoveryInstance,
  servers: SourceServer[],
  groupOf: Map<string, string>,
  plan: RecoveryPlan | undefined,
): NewInstance {
  const server = servers.find(({ id }) => id === instance.sourceServerId);
  const protectionGroupId = groupOf.get(instance.sourceServerId);
  const wave = plan?.waves.find(
    ({ protectionGroupIds }) =>
      protectionGroupId && protectionGroupIds.includes(protectionGroupId),
  );
  return {
    ...bareInstance(
      { accountId: input.accountId, recoveryRegion: input.region },
      {
        recoveryInstanceId: instance.id,
        sourceServerId: instance.sourceServerId,
      },
    ),
    hostname: server?.hostname ?? instance.hostname,
    originInstanceId: server?.instanceId,
    protectionGroupId,
    waveNumber: wave?.number,
    waveName: wave?.name,
    jobId: instance.jobId,
    ec2State: instance.ec2State,
  };
}

/** A plan whose waves hold none of the launched servers is not the plan of this failover. */
function checkPlan(
  input: AdoptSessionInput,
  plan: RecoveryPlan | undefined,
  instances: RecoveryInstance[],
  groupOf: Map<string, string>,
): void {
  if (!plan) {
    return;
  }
  if (plan.accountId !== input.accountId || plan.region !== input.region) {
    throw new InputError(
      `Recovery Plan ${plan.name} launches in ${plan.region} of account ${plan.accountId}, and the jobs ran in ${input.region} of ${input.accountId}`,
    );
  }
  const planned = new Set(plan.waves.flatMap(wave => wave.protectionGroupIds));
  const outside = instances.filter(({ sourceServerId }) => {
    const groupId = groupOf.get(sourceServerId);
    return groupId === undefined || !planned.has(groupId);
  });
  if (outside.length > 0) {
    throw new InputError(
      `Recovery Plan ${plan.name} has no wave for ${outside
        .map(({ id, sourceServerId }) => `${id} (${sourceServerId})`)
        .join(', ')}: add their Protection Group to it, or adopt without it`,
    );
  }
}
