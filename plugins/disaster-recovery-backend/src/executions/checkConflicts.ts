import type {
  AccountRegion,
  PlanFinding,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { Aws } from '../aws';
import type { Clock } from '../database/DatabaseClock';
import { listLiveJobs } from './liveJobs';

async function activeExecutions(
  database: Knex,
  { accountId, region }: AccountRegion,
  sourceServerIds: string[],
): Promise<PlanFinding[]> {
  const rows = await database('execution_servers')
    .join('executions', 'executions.id', 'execution_servers.execution_id')
    .where({
      'execution_servers.account_id': accountId,
      'execution_servers.region': region,
      'execution_servers.active': true,
    })
    .whereIn('execution_servers.source_server_id', sourceServerIds)
    .select('executions.id', 'executions.plan_name', 'executions.status')
    .select('execution_servers.source_server_id', 'execution_servers.hostname');
  const byExecution = new Map<string, typeof rows>();
  for (const row of rows) {
    byExecution.set(row.id, [...(byExecution.get(row.id) ?? []), row]);
  }
  return [...byExecution].map(([id, servers]) => ({
    severity: 'error',
    code: 'ACTIVE_EXECUTION',
    message: `An execution of "${servers[0].plan_name}" (${id}) is ${
      servers[0].status
    } and works on ${servers
      .slice(0, 5)
      .map(row => row.hostname ?? row.source_server_id)
      .join(', ')}`,
    remedy: 'Wait for it to end, or cancel it',
    resourceIds: servers.map(row => row.source_server_id),
  }));
}

async function liveJobs(
  { aws, clock }: { aws: Aws; clock: Clock },
  target: AccountRegion,
  sourceServerIds: string[],
): Promise<PlanFinding[]> {
  const wanted = new Set(sourceServerIds);
  return (await listLiveJobs(aws, target, clock.now())).flatMap(job => {
    const busy = job.servers
      .map(server => server.sourceServerId)
      .filter(id => wanted.has(id));
    return busy.length === 0
      ? []
      : [
          {
            severity: 'error' as const,
            code: 'LIVE_JOB',
            message: `DRS job ${job.id} (${
              job.initiatedBy ?? job.type ?? 'started elsewhere'
            }) works on ${busy.slice(0, 5).join(', ')}`,
            remedy: 'Wait for the job to end',
            resourceIds: busy,
          },
        ];
  });
}

/** What else works on the servers now: executions of this portal, and DRS jobs, also ones that were started elsewhere. */
export async function checkConflicts(
  options: { aws: Aws; database: Knex; clock: Clock },
  target: AccountRegion,
  sourceServerIds: string[],
): Promise<PlanFinding[]> {
  const active = await activeExecutions(
    options.database,
    target,
    sourceServerIds,
  );
  if (active.length > 0) {
    // Its jobs are known by its name; naming them again as someone else's would mislead.
    return active;
  }
  return liveJobs(options, target, sourceServerIds);
}
