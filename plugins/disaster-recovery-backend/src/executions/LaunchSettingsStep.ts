import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';
import {
  errorDetails,
  type ExecutionRun,
  type StepDependencies,
  logFailure,
} from './ExecutionRun';
import type { ServerRecord } from './records';

/**
 * Applies the launch settings of servers that are about to be launched.
 *
 * @remarks
 * A server whose settings could not be applied is launched only when DRS held the right ones when it was last looked at:
 * a machine in the wrong network is worse than one that is named as failed.
 */
export class LaunchSettingsStep {
  readonly #dependencies: StepDependencies;

  constructor(dependencies: StepDependencies) {
    this.#dependencies = dependencies;
  }

  /** @returns whether servers were found that must not be launched */
  async run(run: ExecutionRun, servers: ServerRecord[]): Promise<boolean> {
    const { attempt } = run.state.execution;
    const pending = servers.filter(
      server => server.settingsAttempt !== attempt,
    );
    const groupIds = new Set(pending.map(server => server.protectionGroupId));
    let failed = false;
    for (const groupId of groupIds) {
      const members = pending.filter(
        server => server.protectionGroupId === groupId,
      );
      failed = (await this.#apply(run, groupId, members)) || failed;
    }
    return failed;
  }

  /** Applies the settings of servers whose turn comes next. What cannot be applied is tried again when it has come. */
  async prepare(run: ExecutionRun, servers: ServerRecord[]): Promise<void> {
    const { groups, store } = this.#dependencies;
    const { attempt } = run.state.execution;
    const pending = servers.filter(
      server => server.settingsAttempt !== attempt,
    );
    for (const groupId of new Set(
      pending.map(server => server.protectionGroupId),
    )) {
      const members = pending.filter(
        server => server.protectionGroupId === groupId,
      );
      const results = await groups.applyLaunchSettings(groupId, {
        sourceServerIds: members.map(server => server.sourceServerId),
        trusts: true,
      });
      const applied = new Set(
        results
          .filter(result => result.applied)
          .map(result => result.sourceServerId),
      );
      await run.context.transaction(transaction =>
        store.updateServers(
          transaction,
          members
            .filter(server => applied.has(server.sourceServerId))
            .map(server => server.id),
          { settingsAttempt: attempt },
        ),
      );
    }
  }

  async #apply(
    run: ExecutionRun,
    groupId: string,
    members: ServerRecord[],
  ): Promise<boolean> {
    const { groups, store } = this.#dependencies;
    const { execution } = run.state;
    const sourceServerIds = members.map(server => server.sourceServerId);
    const results = await groups.applyLaunchSettings(groupId, {
      sourceServerIds,
      trusts: true,
    });
    const errors = new Map(
      results
        .filter(result => !result.applied)
        .map(result => [
          result.sourceServerId,
          result.details?.reason ?? result.error,
        ]),
    );
    const wrong = await this.#withWrongSettings(groupId, [...errors.keys()]);
    const unfit = members.filter(server => wrong.has(server.sourceServerId));
    const failures = unfit.map((server): [ServerRecord, ErrorDetails] => [
      server,
      {
        ...errorDetails(
          run,
          undefined,
          'Its launch settings could not be applied, and DRS holds other ones',
        ),
        code: 'LAUNCH_SETTINGS_NOT_APPLIED',
        reason: errors.get(server.sourceServerId),
        remedy:
          'Correct the launch settings of its group, then retry the failed servers',
        resourceIds: [server.sourceServerId],
      },
    ]);
    await run.context.transaction(async transaction => {
      await store.updateServers(
        transaction,
        members.map(server => server.id),
        { settingsAttempt: execution.attempt },
      );
      for (const [server, error] of failures) {
        await store.updateServers(transaction, [server.id], {
          status: 'FAILED',
          reason: `${error.message}: ${error.reason ?? 'no reason is known'}`,
          error,
          endedAt: this.#dependencies.clock.now(),
        });
        await logFailure(this.#dependencies, run.state, transaction, {
          operation: 'apply-launch-settings',
          resourceIds: [server.sourceServerId],
          error,
        });
      }
    });
    return failures.length > 0;
  }

  /** Of servers whose settings could not be applied, those for which DRS held other settings, or nobody knows. */
  async #withWrongSettings(
    groupId: string,
    sourceServerIds: string[],
  ): Promise<Set<string>> {
    if (sourceServerIds.length === 0) {
      return new Set();
    }
    const group = await this.#dependencies.groups.get(groupId);
    const right = new Set(
      group.servers
        .filter(server => server.driftCheckedAt && server.drift.length === 0)
        .map(server => server.sourceServerId),
    );
    return new Set(sourceServerIds.filter(id => !right.has(id)));
  }
}
