import type {
  MirrorReport,
  ProtectionGroup,
  Wave,
} from '@internal/plugin-disaster-recovery-common';
import type { MirroredGroupInput } from '../protection-groups';
import { compareGroup } from './compareGroup';
import { comparePlan } from './comparePlan';
import { compareServer } from './compareServer';
import { countOutcomes } from './mirroredField';
import type { PreparedGroup, PreparedMirror } from './prepareMirror';

/** A group as it was written. */
export interface WrittenGroup {
  prepared: PreparedGroup;
  input: MirroredGroupInput;
  mirrored: Pick<ProtectionGroup, 'id' | 'name'>;
}

/** A plan as it was written, beside what it was made from. */
export interface WrittenPlan {
  original: { id?: string; name: string; waves: Wave[] };
  mirrored: { id: string; name: string; waves: Wave[] };
}

/** How applying the launch settings went, by reversed source server; absent while it has not been tried. */
export type AppliedSettings = ReadonlyMap<
  string,
  { applied: boolean; error?: string }
>;

/** The proof of what the mirrored configuration is made of, field by field. */
export function buildMirrorReport(report: {
  sessionId: string;
  at: Date;
  prepared: PreparedMirror;
  groups: WrittenGroup[];
  plan?: WrittenPlan;
  applied: AppliedSettings;
}): MirrorReport {
  const mirroredIds = new Set(
    report.groups.flatMap(({ prepared }) =>
      prepared.servers.map(({ recoveryInstanceId }) => recoveryInstanceId),
    ),
  );
  const groups = report.groups.map(({ prepared, input, mirrored }) => ({
    originalId: prepared.original.id,
    originalName: prepared.original.name,
    mirroredId: mirrored.id,
    mirroredName: mirrored.name,
    fields: compareGroup(
      prepared.original,
      { ...input, name: mirrored.name },
      prepared.leftOut,
    ),
    servers: prepared.servers.map(server => {
      const outcome = report.applied.get(server.reversedSourceServerId);
      return {
        sourceServerId: server.original.sourceServerId,
        reversedSourceServerId: server.reversedSourceServerId,
        hostname: server.original.hostname,
        applied: outcome?.applied ?? false,
        ...(outcome?.error !== undefined && { applyError: outcome.error }),
        fields: compareServer(server, {
          source: prepared.original.sourceRegion,
          recovery: prepared.original.region,
        }),
      };
    }),
  }));
  const plan = report.plan && {
    ...(report.plan.original.id !== undefined && {
      originalId: report.plan.original.id,
    }),
    originalName: report.plan.original.name,
    mirroredId: report.plan.mirrored.id,
    mirroredName: report.plan.mirrored.name,
    fields: comparePlan(report.plan.original, report.plan.mirrored),
  };
  return {
    sessionId: report.sessionId,
    createdAt: report.at.toISOString(),
    mappings: report.prepared.mappings.filter(({ recoveryInstanceId }) =>
      mirroredIds.has(recoveryInstanceId),
    ),
    unmapped: report.prepared.unmirrored,
    groups,
    ...(plan && { plan }),
    counts: countOutcomes([
      ...groups.flatMap(group => [
        ...group.fields,
        ...group.servers.flatMap(server => server.fields),
      ]),
      ...(plan?.fields ?? []),
    ]),
  };
}
