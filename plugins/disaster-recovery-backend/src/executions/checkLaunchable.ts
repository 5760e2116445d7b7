import type {
  AccountRegion,
  PlanFinding,
  Wave,
} from '@internal/plugin-disaster-recovery-common';
import limiter from 'p-limit';
import type { Aws } from '../aws';
import type { ResolvedServer } from '../protection-groups';

const CALLS_AT_A_TIME = 8;
// In these states a first copy is complete, so that there is a point in time to launch from.
const SYNCED = ['CONTINUOUS', 'BACKLOG', 'RESCAN'];

/** Servers that cannot be launched, each with the reason, and what is to be said of the others. */
export interface Launchability {
  unlaunchable: Map<string, string>;
  findings: PlanFinding[];
}

function nameServers(servers: ResolvedServer[]): string {
  const names = servers.map(
    ({ hostname, sourceServerId }) => hostname ?? sourceServerId,
  );
  return names.length > 5
    ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
    : names.join(', ');
}

/** Asks DRS which servers of a plan can be launched at all, and from how far back. */
export async function checkLaunchable(
  aws: Aws,
  target: AccountRegion,
  waves: { wave: Wave; servers: ResolvedServer[] }[],
): Promise<Launchability> {
  const { drs } = aws.in(target);
  const limit = limiter(CALLS_AT_A_TIME);
  const unlaunchable = new Map<string, string>();
  const findings: PlanFinding[] = [];
  for (const { wave, servers } of waves) {
    const stale: ResolvedServer[] = [];
    await Promise.all(
      servers.map(server =>
        limit(async () => {
          const { sourceServerId, dataReplicationState: state } = server;
          if (!server.problem && state && SYNCED.includes(state)) {
            return;
          }
          if (server.problem) {
            unlaunchable.set(sourceServerId, server.problem);
          } else if (await drs.hasRecoverySnapshot(sourceServerId)) {
            stale.push(server);
          } else {
            unlaunchable.set(
              sourceServerId,
              `${
                server.hostname ?? sourceServerId
              } was never fully replicated (${
                state ?? 'unknown state'
              }), and has no point in time to be launched from.`,
            );
          }
        }),
      ),
    );
    findings.push(...report(wave, servers, unlaunchable, stale));
  }
  return { unlaunchable, findings };
}

function report(
  wave: Wave,
  servers: ResolvedServer[],
  unlaunchable: Map<string, string>,
  stale: ResolvedServer[],
): PlanFinding[] {
  const findings: PlanFinding[] = [];
  const cannot = servers.filter(server =>
    unlaunchable.has(server.sourceServerId),
  );
  if (cannot.length > 0) {
    const stops = wave.failurePolicy === 'failFast';
    findings.push({
      severity: stops ? 'error' : 'warning',
      code: 'NOT_LAUNCHABLE',
      message: `Wave "${wave.name}": ${nameServers(
        cannot,
      )} cannot be launched. ${unlaunchable.get(cannot[0].sourceServerId)}`,
      remedy: stops
        ? 'Wait for their replication, take them out of their group, or let the wave go on after failures'
        : 'They count as failed; the others are launched',
      waveNumber: wave.number,
      resourceIds: cannot.map(({ sourceServerId }) => sourceServerId),
    });
  }
  if (stale.length > 0) {
    findings.push({
      severity: 'warning',
      code: 'NOT_CURRENT',
      message: `Wave "${wave.name}": ${nameServers(
        stale,
      )} do not replicate at present (${
        stale[0].dataReplicationState ?? 'unknown state'
      }), and are launched from their last point in time`,
      waveNumber: wave.number,
      resourceIds: stale.map(({ sourceServerId }) => sourceServerId),
    });
  }
  return findings;
}
