import type {
  Execution,
  ExecutionServer,
  ProtectionGroup,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { Engine } from '../engine';
import type { Executions } from '../executions';
import type { ProtectionGroups } from '../protection-groups';
import { SYSTEM_PRINCIPAL } from './DefaultFailoverSessionStore';
import { instanceOfServer } from './newInstance';
import { placeLateInstances } from './placeLateInstances';
import type { FailoverSessionStore, NewInstance, SessionRecord } from './types';

/** Whether the end of an execution leaves a failover behind that has to be brought back. */
export function leavesFailover(
  execution: Pick<Execution, 'executionType' | 'purpose' | 'servers'>,
): boolean {
  return (
    execution.executionType === 'RECOVERY' &&
    execution.purpose === 'FAILOVER' &&
    execution.servers.some(({ status }) => status === 'LAUNCHED')
  );
}

/**
 * Makes a session of every failover that ends, in the transaction of its end: however it ended, and whether or not DRS
 * answers now, no launched instance is left untracked. What DRS knows of the instances is asked right after.
 */
export class ExecutionFollower {
  readonly #dependencies: {
    store: FailoverSessionStore;
    groups: ProtectionGroups;
    executions: Executions;
    engine: Engine;
  };

  constructor(dependencies: {
    store: FailoverSessionStore;
    groups: ProtectionGroups;
    executions: Executions;
    engine: Engine;
  }) {
    this.#dependencies = dependencies;
  }

  async onEnded(
    transaction: Knex.Transaction,
    execution: Execution,
  ): Promise<void> {
    if (!leavesFailover(execution)) {
      return;
    }
    const { store, engine } = this.#dependencies;
    const before = await store.findByExecution(execution.id, transaction);
    const session = before
      ? await this.#extend(transaction, before, execution)
      : await this.#create(transaction, execution);
    await engine.wake('session-inventory', session.id, { transaction });
  }

  async #create(
    transaction: Knex.Transaction,
    execution: Execution,
  ): Promise<SessionRecord> {
    const { store, groups, executions } = this.#dependencies;
    const groupIds = [
      ...new Set(execution.planWaves.flatMap(wave => wave.protectionGroupIds)),
    ];
    const originals = await groups.getMany(groupIds, transaction);
    const day = new Date().toISOString().slice(0, 10);
    const session = await store.create(
      transaction,
      {
        name: `${execution.planName.slice(0, 48).trimEnd()} ${day}`,
        owner: execution.owner,
        entityRef: execution.entityRef,
        accountId: execution.accountId,
        sourceAccountId: originals[0]?.sourceAccountId ?? execution.accountId,
        sourceRegion: execution.sourceRegion,
        recoveryRegion: execution.region,
        executionId: execution.id,
        adoptedJobIds: [],
        originalProtectionGroupIds: groupIds,
        originalRecoveryPlanId: execution.planId,
        originalRecoveryPlanName: execution.planName,
        mirroredProtectionGroupIds: [],
        drillExecutionIds: [],
        createdBy: execution.requestedBy,
      },
      launchedInstances(execution, originals),
    );
    await executions.setSession(transaction, execution.id, session.id);
    return session;
  }

  /** After a retry: what launched now joins the session that the first try made. */
  async #extend(
    transaction: Knex.Transaction,
    session: SessionRecord,
    execution: Execution,
  ): Promise<SessionRecord> {
    const { store, groups } = this.#dependencies;
    const known = new Set(
      (await store.listInstances(session.id, transaction)).map(
        ({ recoveryInstanceId }) => recoveryInstanceId,
      ),
    );
    const originals = await groups.getMany(
      session.originalProtectionGroupIds,
      transaction,
    );
    const late = launchedInstances(execution, originals).filter(
      ({ recoveryInstanceId }) => !known.has(recoveryInstanceId),
    );
    const { instances, status } = placeLateInstances(session, late);
    await store.addInstances(session.id, instances, transaction);
    if (instances.length > 0 && status) {
      await store.transition(
        session.id,
        status,
        { principal: SYSTEM_PRINCIPAL },
        transaction,
      );
    }
    return session;
  }
}

/**
 * What an execution launched. Where it comes from is known by its Protection Group: what DRS says of that later, when it can be
 * asked, may be about a machine that has taken the original's place.
 */
function launchedInstances(
  execution: Execution,
  groups: ProtectionGroup[],
): NewInstance[] {
  const origins = new Map(
    groups.flatMap(({ servers }) =>
      servers.map(({ sourceServerId, originInstanceId }) => [
        sourceServerId,
        originInstanceId,
      ]),
    ),
  );
  const place = {
    accountId: execution.accountId,
    recoveryRegion: execution.region,
  };
  const waveName = (server: ExecutionServer) =>
    execution.waves.find(({ number }) => number === server.waveNumber)?.name;
  return execution.servers
    .filter(({ status }) => status === 'LAUNCHED')
    .flatMap(server => instanceOfServer(place, server, waveName(server)) ?? [])
    .map(instance => ({
      ...instance,
      originInstanceId: origins.get(instance.sourceServerId),
    }));
}
