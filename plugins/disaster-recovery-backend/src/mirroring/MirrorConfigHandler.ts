import type {
  MirrorConfigInput,
  OperationStep,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { Dependencies } from '../dependencies';
import {
  causeOf,
  type FailoverSessions,
  type OperationContext,
  type OperationEnd,
  type OperationHandler,
  type OperationOutcome,
} from '../failover-sessions';
import type { ProtectionGroups } from '../protection-groups';
import type { RecoveryPlans } from '../recovery-plans';
import { wakeWatch } from '../replication';
import { buildMirrorReport } from './buildMirrorReport';
import { gatherMirrorFacts } from './gatherMirrorFacts';
import { MirroredSettingsApplier } from './MirroredSettingsApplier';
import { unappliedError, unmirroredError } from './mirrorErrors';
import { MirrorWriter, type WrittenMirror } from './MirrorWriter';
import { type PreparedMirror, prepareMirror } from './prepareMirror';

/** What mirroring works with. */
export type MirroringDependencies = Dependencies & {
  sessions: FailoverSessions;
  groups: ProtectionGroups;
  plans: RecoveryPlans;
};

/**
 * Mirrors a session's groups and plan for the way back.
 *
 * @remarks
 * Nothing is written before every server is mapped and has an origin half (or those without are accepted as left
 * behind); groups, plan and session are then written at once, and the settings are applied to DRS and EC2 after that.
 * The session counts as mirrored only when every server holds its settings.
 */
export class MirrorConfigHandler
  implements OperationHandler<MirrorConfigInput>
{
  readonly kind = 'mirror-config';
  readonly #dependencies: MirroringDependencies;
  readonly #writer: MirrorWriter;
  readonly #applier: MirroredSettingsApplier;

  private constructor(dependencies: MirroringDependencies) {
    this.#dependencies = dependencies;
    this.#writer = MirrorWriter.create({
      ...dependencies,
      store: dependencies.sessions.store,
    });
    this.#applier = MirroredSettingsApplier.create(dependencies);
  }

  static create(dependencies: MirroringDependencies) {
    return new MirrorConfigHandler(dependencies);
  }

  async reconcile(context: OperationContext): Promise<OperationOutcome> {
    const { session, instances, operation } = context;
    const prepared = prepareMirror(
      await gatherMirrorFacts(this.#dependencies, session, instances),
    );
    await this.#saveMappingSteps(context, prepared);
    const accepted = operation.request.acceptUnmapped === true;
    if (
      prepared.groups.length === 0 ||
      (prepared.unmirrored.length > 0 && !accepted)
    ) {
      return this.#refuse(context, prepared);
    }
    const written = await context.transaction(transaction =>
      this.#write(context, prepared, transaction),
    );
    this.#publish(written);
    return this.#apply(context, prepared, written);
  }

  async end(transaction: Knex.Transaction, end: OperationEnd): Promise<void> {
    if (end.failed) {
      return;
    }
    const { store } = this.#dependencies.sessions;
    const by = causeOf(end.operation);
    if (end.session.status === 'AGENTS_INSTALLED') {
      await store.transition(
        end.session.id,
        'CONFIG_MIRRORED',
        by,
        transaction,
      );
    } else {
      await store.recordMilestone(
        end.session.id,
        'CONFIG_MIRRORED',
        by,
        transaction,
      );
    }
    // Whether a session is ready depends on its mirror, too.
    await wakeWatch(this.#dependencies.engine, end.session, transaction);
  }

  async #saveMappingSteps(
    context: OperationContext,
    prepared: PreparedMirror,
  ): Promise<void> {
    const unmirrored = new Map(
      prepared.unmirrored.map(server => [server.recoveryInstanceId, server]),
    );
    const mappingOf = new Map(
      prepared.mappings.map(mapping => [mapping.recoveryInstanceId, mapping]),
    );
    const accepted = context.operation.request.acceptUnmapped === true;
    await context.transaction(async transaction => {
      for (const { recoveryInstanceId, hostname } of context.instances) {
        const problem = unmirrored.get(recoveryInstanceId);
        const mapping = mappingOf.get(recoveryInstanceId);
        await context.saveStep(transaction, {
          name: 'MAP_SERVER',
          title: 'Find the source server that replicates it back',
          target: recoveryInstanceId,
          targetName: hostname,
          ...mappingOutcome(mapping, problem, accepted),
        });
      }
    });
  }

  async #refuse(
    context: OperationContext,
    prepared: PreparedMirror,
  ): Promise<OperationOutcome> {
    const { session, instances } = context;
    // What an earlier mirroring proved stays: this attempt changed nothing of it.
    if (session.mirroredProtectionGroupIds.length === 0) {
      const mirrorReport = buildMirrorReport({
        sessionId: session.id,
        at: new Date(),
        prepared,
        groups: [],
        applied: new Map(),
      });
      await context.transaction(transaction =>
        this.#dependencies.sessions.store.update(
          session.id,
          { mirrorReport },
          transaction,
        ),
      );
    }
    return { failed: unmirroredError(prepared.unmirrored, instances.length) };
  }

  async #write(
    context: OperationContext,
    prepared: PreparedMirror,
    transaction: Knex.Transaction,
  ): Promise<WrittenMirror> {
    const { operation, instances } = context;
    const session = await this.#dependencies.sessions.store.getForUpdate(
      context.session.id,
      transaction,
    );
    const written = await this.#writer.write(
      transaction,
      session,
      instances,
      prepared,
      operation.requestedBy,
    );
    await context.saveStep(transaction, {
      name: 'MIRROR_GROUPS',
      title: 'Create the mirrored Protection Groups',
      status: 'SUCCEEDED',
      message: written.groups.map(({ mirrored }) => mirrored.name).join(', '),
    });
    await context.saveStep(transaction, {
      name: 'MIRROR_PLAN',
      title: 'Create the mirrored Recovery Plan',
      status: 'SUCCEEDED',
      message: written.plan.mirrored.name,
    });
    return written;
  }

  async #apply(
    context: OperationContext,
    prepared: PreparedMirror,
    written: WrittenMirror,
  ): Promise<OperationOutcome> {
    const { session } = context;
    const applied = await this.#applier.apply(
      context,
      written.groups,
      await this.#dependencies.sessions.store.findMirrorReport(session.id),
    );
    if (!applied) {
      return { wakeInMs: 0 };
    }
    const servers = prepared.groups.flatMap(group => group.servers);
    const failed = servers.flatMap(server => {
      const outcome = applied.get(server.reversedSourceServerId);
      return outcome?.applied
        ? []
        : [
            {
              recoveryInstanceId: server.recoveryInstanceId,
              hostname: server.original.hostname,
              reason: outcome?.error ?? 'It was not reached.',
            },
          ];
    });
    const at = new Date();
    const mirrorReport = buildMirrorReport({
      sessionId: session.id,
      at,
      prepared,
      ...written,
      applied,
    });
    await context.transaction(transaction =>
      this.#dependencies.sessions.store.update(
        session.id,
        {
          mirrorReport,
          mirroredAt: failed.length === 0 ? at : undefined,
        },
        transaction,
      ),
    );
    return failed.length === 0
      ? { succeeded: true }
      : { failed: unappliedError(failed, servers.length) };
  }

  #publish({ groups, plan }: WrittenMirror): void {
    const { changes } = this.#dependencies;
    for (const { mirrored } of groups) {
      changes.publish({ type: 'protection-group', id: mirrored.id });
    }
    changes.publish({ type: 'recovery-plan', id: plan.mirrored.id });
  }
}

function mappingOutcome(
  mapping: PreparedMirror['mappings'][number] | undefined,
  problem: PreparedMirror['unmirrored'][number] | undefined,
  accepted: boolean,
): Pick<OperationStep, 'status' | 'message'> {
  if (problem) {
    return {
      status: accepted ? 'SKIPPED' : 'FAILED',
      message: `${problem.reason} ${problem.remedy}`,
    };
  }
  return mapping
    ? {
        status: 'SUCCEEDED',
        message: `${mapping.reversedSourceServerId}, by ${mapping.rule}`,
      }
    : { status: 'SKIPPED', message: 'It has failed back already.' };
}
