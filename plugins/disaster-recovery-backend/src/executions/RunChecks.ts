import type {
  AccountRegion,
  ExecutionType,
  PlanFinding,
  ProtectionGroup,
  RecoveryPlan,
  Wave,
} from '@internal/plugin-disaster-recovery-common';
import { AwsOperationError } from '../aws';
import type { Dependencies } from '../dependencies';
import type { ProtectionGroups, ResolvedServer } from '../protection-groups';
import { checkGroups, validatePlan } from '../recovery-plans';
import { checkConflicts } from './checkConflicts';
import { checkDocuments } from './checkDocuments';
import { checkLaunchable } from './checkLaunchable';
import {
  type GuardedInstance,
  LaunchGuards,
  nameInstance,
} from './LaunchGuards';

/** What a run of a plan would meet now. */
export interface Inspection {
  plan: RecoveryPlan;
  waves: { wave: Wave; servers: ResolvedServer[] }[];
  findings: PlanFinding[];
  /** Live instances that the run destroys. */
  destroys: GuardedInstance[];
  /** Servers that count as failed from the start, with the reason. */
  unlaunchable: Map<string, string>;
}

/** Looks at what stands against a run. An error of AWS is thrown on: what it cannot answer is not taken as a yes. */
export class RunChecks {
  readonly #dependencies: Pick<
    Dependencies,
    'aws' | 'database' | 'config' | 'clock'
  >;
  readonly #groups: ProtectionGroups;
  readonly #guards: LaunchGuards;

  constructor(
    dependencies: Pick<
      Dependencies,
      'aws' | 'database' | 'config' | 'clock'
    > & {
      groups: ProtectionGroups;
      guards: LaunchGuards;
    },
  ) {
    this.#dependencies = dependencies;
    this.#groups = dependencies.groups;
    this.#guards = dependencies.guards;
  }

  /**
   * Resolves the plan's groups and checks everything, so that all that stands against the run is said at once.
   *
   * @param only - the servers that are launched, where not all are
   */
  async inspect(
    plan: RecoveryPlan,
    executionType: ExecutionType,
    only?: ReadonlySet<string>,
  ): Promise<Inspection> {
    const { config } = this.#dependencies;
    const groupIds = plan.waves.flatMap(wave => wave.protectionGroupIds);
    const groups = await this.#groups.getMany(groupIds);
    const inspection: Inspection = {
      plan,
      waves: plan.waves.map(wave => ({ wave, servers: [] })),
      findings: [],
      destroys: [],
      unlaunchable: new Map(),
    };
    const { findings } = inspection;
    let resolved: Map<string, ResolvedServer[]>;
    try {
      resolved = await this.#resolve(groups);
    } catch (error) {
      if (error instanceof AwsOperationError && error.isUninitialized) {
        findings.push(notInitialized(error.failure));
        return inspection;
      }
      throw error;
    }
    const current = groups.map(group => {
      const servers = resolved.get(group.id) ?? [];
      return { ...group, servers, serverCount: servers.length };
    });
    inspection.waves = plan.waves.map(wave => ({
      wave,
      servers: wave.protectionGroupIds
        .flatMap(id => resolved.get(id) ?? [])
        .filter(server => !only || only.has(server.sourceServerId)),
    }));
    findings.push(
      // The rules look at ids and counts alone, which are those of now.
      ...validatePlan(
        plan.waves,
        current as unknown as ProtectionGroup[],
        config.quotas,
      ).findings.filter(({ code }) => code !== 'GROUP_EMPTY'),
      ...moved(plan, groups),
      ...emptyGroups(plan, current),
      ...missingCaptures(plan, groups, executionType),
      ...drift(groups),
    );
    if (checkGroups(plan.waves, current).length > 0) {
      return inspection;
    }
    await this.#askAws(inspection);
    return inspection;
  }

  /** What stands against launching these servers, whichever plan they are of. */
  async inspectServers(
    target: { accountId: string; region: string },
    sourceServerIds: string[],
  ): Promise<{ findings: PlanFinding[]; destroys: GuardedInstance[] }> {
    const findings = await checkConflicts(
      this.#dependencies,
      target,
      sourceServerIds,
    );
    const destroys = await this.#guards.findThreatened(target, sourceServerIds);
    return { findings: [...findings, ...held(destroys)], destroys };
  }

  async #askAws(inspection: Inspection): Promise<void> {
    const { aws } = this.#dependencies;
    const { plan, waves, findings } = inspection;
    const launchable = await checkLaunchable(aws, plan, waves);
    inspection.unlaunchable = launchable.unlaunchable;
    const servers = await this.inspectServers(
      plan,
      waves.flatMap(wave => wave.servers.map(server => server.sourceServerId)),
    );
    inspection.destroys = servers.destroys;
    findings.push(
      ...launchable.findings,
      ...servers.findings,
      ...(await checkDocuments(aws, plan, plan.waves)),
    );
  }

  async #resolve(
    groups: ProtectionGroup[],
  ): Promise<Map<string, ResolvedServer[]>> {
    const resolved = new Map<string, ResolvedServer[]>();
    const resolve = async ({ id }: ProtectionGroup) => {
      resolved.set(id, await this.#groups.resolveServers(id));
    };
    const byIds = groups.filter(({ selection }) => selection.by === 'ids');
    // Together, for then they are one question to DRS.
    await Promise.all(byIds.map(resolve));
    // One after the other, for two may match the same server, and the first one keeps it.
    for (const group of groups.filter(one => !byIds.includes(one))) {
      await resolve(group);
    }
    return resolved;
  }
}

function notInitialized({ accountId, region }: AccountRegion): PlanFinding {
  return {
    severity: 'error',
    code: 'REGION_NOT_INITIALIZED',
    message: `DRS is not initialized in ${region} of account ${accountId}`,
    remedy: 'Initialize DRS there: in its console, or by InitializeService',
  };
}

function moved(plan: RecoveryPlan, groups: ProtectionGroup[]): PlanFinding[] {
  return groups
    .filter(
      group =>
        group.accountId !== plan.accountId || group.region !== plan.region,
    )
    .map(group => ({
      severity: 'error',
      code: 'GROUP_MOVED',
      message: `Protection Group "${group.name}" is of account ${group.accountId} and region ${group.region} now, and the plan of ${plan.accountId} and ${plan.region}`,
      remedy: 'Save the plan again',
      resourceIds: [group.id],
    }));
}

function emptyGroups(
  plan: RecoveryPlan,
  groups: { id: string; name: string; serverCount: number }[],
): PlanFinding[] {
  return groups
    .filter(group => group.serverCount === 0)
    .map(group => ({
      severity: 'error',
      code: 'GROUP_EMPTY',
      message: `Protection Group "${group.name}" has no servers in DRS now`,
      remedy: 'Check how it chooses its servers, or take it out of the plan',
      waveNumber: plan.waves.find(wave =>
        wave.protectionGroupIds.includes(group.id),
      )?.number,
      resourceIds: [group.id],
    }));
}

function missingCaptures(
  plan: RecoveryPlan,
  groups: ProtectionGroup[],
  executionType: ExecutionType,
): PlanFinding[] {
  return groups
    .filter(
      group =>
        executionType === 'RECOVERY' &&
        !plan.mirrorOf &&
        group.capturedServerCount < group.serverCount,
    )
    .map(group => ({
      severity: 'warning',
      code: 'ORIGIN_NOT_CAPTURED',
      message: `Of ${group.serverCount} servers of "${group.name}", the settings in ${group.sourceRegion} are known for ${group.capturedServerCount}: the way back of the others will have to be given by hand`,
      remedy: `Capture them now, while ${group.sourceRegion} answers`,
      resourceIds: [group.id],
    }));
}

function drift(groups: ProtectionGroup[]): PlanFinding[] {
  return groups
    .filter(group => group.driftedServerCount > 0)
    .map(group => ({
      severity: 'info',
      code: 'LAUNCH_SETTINGS_DRIFT',
      message: `DRS holds other launch settings than "${group.name}" for ${group.driftedServerCount} servers: they are applied before the launch`,
      resourceIds: [group.id],
    }));
}

function held(destroys: GuardedInstance[]): PlanFinding[] {
  return destroys
    .filter(instance => instance.sessionId)
    .map(instance => ({
      severity: 'error',
      code: 'HELD_BY_SESSION',
      message: `Launching would make DRS terminate ${nameInstance(
        instance,
      )}, which failover session "${instance.sessionName}" holds`,
      remedy: 'Bring that session to its end first',
      resourceIds: [instance.recoveryInstanceId],
    }));
}
