import type {
  ExecutionType,
  Preflight,
  RecoveryPlan,
} from '@internal/plugin-disaster-recovery-common';
import { AwsOperationError } from '../aws';
import { countJobs, type JobQuotas } from '../recovery-plans';
import { expectedEnd } from './expectedTimes';
import type { Inspection } from './RunChecks';

/** How long a plan is expected to take, along its longest chain of waves. */
function expectedTotal(
  plan: RecoveryPlan,
  expected: Map<number, number>,
): number | undefined {
  const begin = new Date(0);
  const end = expectedEnd(
    plan.waves.map(({ number, dependsOn }) => ({
      number,
      dependsOn,
      expectedSeconds: expected.get(number),
    })),
    begin,
  );
  return end && end.getTime() / 1000;
}

/** What a run of a plan would meet, as the API answers it. What AWS cannot answer blocks the run, and is named. */
export async function showPreflight(
  plan: RecoveryPlan,
  executionType: ExecutionType,
  options: {
    inspect: () => Promise<Inspection>;
    expectedSeconds: Map<number, number>;
    quotas: JobQuotas;
  },
): Promise<Preflight> {
  const { inspect, expectedSeconds, quotas } = options;
  let inspection: Inspection;
  try {
    inspection = await inspect();
  } catch (error) {
    if (!(error instanceof AwsOperationError)) {
      throw error;
    }
    inspection = {
      plan,
      waves: plan.waves.map(wave => ({ wave, servers: [] })),
      destroys: [],
      unlaunchable: new Map(),
      findings: [
        {
          severity: 'error',
          code: 'AWS_UNREACHABLE',
          message: `AWS could not answer whether the plan can be run. ${error.message}`,
          remedy: 'Try again; nothing is run on an unanswered check',
        },
      ],
    };
  }
  const { findings } = inspection;
  return {
    executionType,
    plan,
    blocked: findings.some(({ severity }) => severity === 'error'),
    findings,
    waves: inspection.waves.map(({ wave, servers }) => ({
      number: wave.number,
      name: wave.name,
      serverCount: servers.length,
      jobCount: countJobs(servers.length, quotas),
      servers: servers.map(server => ({
        sourceServerId: server.sourceServerId,
        hostname: server.hostname,
        protectionGroupId: server.protectionGroupId,
        dataReplicationState: server.dataReplicationState,
        lagSeconds: server.lagSeconds,
      })),
      expectedSeconds: expectedSeconds.get(wave.number),
    })),
    destroys: inspection.destroys.map(
      ({ sessionName, ...instance }) => instance,
    ),
    expectedSeconds: expectedTotal(plan, expectedSeconds),
  };
}
