import { RegionState } from '../world/types';
import { World } from '../world/World';

/** Something that AWS is, or was, at work on. Times are simulated, in milliseconds since the epoch. */
export type Activity = {
  kind:
    | 'job'
    | 'command'
    | 'automation'
    | 'replication'
    | 'stop'
    | 'agent'
    | 'node';
  /** Of the job, command, automation, source server or instance. */
  id: string;
  account: string;
  region: string;
  /** LAUNCH or TERMINATE of a job, the document of a command or an automation. */
  name?: string;
  /** Source servers of a job, instances of a command. */
  resourceIds: string[];
  from: number;
  /** Absent while it goes on. */
  to?: number;
};

function jobs({ drs }: RegionState): Activity[] {
  return Object.values(drs.jobs).map(job => ({
    kind: 'job',
    id: job.id,
    account: job.account,
    region: job.region,
    name: job.type,
    resourceIds: job.servers.map(({ sourceServerId }) => sourceServerId),
    from: job.createdAt,
    to: job.endedAt,
  }));
}

function commands({ account, region, ssm }: RegionState): Activity[] {
  return Object.values(ssm.commands).map(command => {
    const ends = Object.values(command.invocations).map(item => item.endedAt);
    return {
      kind: 'command',
      id: command.id,
      account,
      region,
      name: command.documentName,
      resourceIds: command.instanceIds,
      from: command.requestedAt,
      to: ends.every(end => end !== undefined)
        ? Math.max(command.requestedAt, ...(ends as number[]))
        : undefined,
    };
  });
}

function automations({ account, region, ssm }: RegionState): Activity[] {
  return Object.values(ssm.automations).map(automation => ({
    kind: 'automation',
    id: automation.id,
    account,
    region,
    name: automation.documentName,
    resourceIds: [],
    from: automation.startedAt,
    to: automation.endedAt,
  }));
}

/** Replication on its way to be in step, and replication that is being stopped. */
function replications({ account, region, drs }: RegionState): Activity[] {
  return Object.values(drs.sourceServers).flatMap(server => {
    const { episodes = [], stops = [] } = server.replication;
    const activity = {
      id: server.id,
      account,
      region,
      resourceIds: [server.machine.instanceId],
    };
    return [
      ...episodes.map(span => ({
        ...activity,
        ...span,
        kind: 'replication' as const,
      })),
      ...stops.map(span => ({ ...activity, ...span, kind: 'stop' as const })),
    ];
  });
}

/** From when an instance was last up until its DRS agent, or its SSM agent, had called home. */
function callsHome({ ec2 }: RegionState): Activity[] {
  return Object.values(ec2.instances).flatMap(instance => {
    const { id, account, region, upSince, agent, ssmOnlineSince } = instance;
    if (upSince === undefined) return [];
    const activity = { id, account, region, resourceIds: [id], from: upSince };
    return [
      ...(agent?.checkedInAt !== undefined
        ? [{ ...activity, kind: 'agent' as const, to: agent.checkedInAt }]
        : []),
      ...(ssmOnlineSince !== undefined
        ? [{ ...activity, kind: 'node' as const, to: ssmOnlineSince }]
        : []),
    ].filter(({ to }) => to >= upSince);
  });
}

/** What AWS is or was at work on, since a moment, oldest first. */
export function listActivities(world: World, since = 0): Activity[] {
  return world
    .regions()
    .flatMap(state =>
      [jobs, commands, automations, replications, callsHome].flatMap(list =>
        list(state),
      ),
    )
    .filter(({ from }) => from >= since)
    .sort((a, b) => a.from - b.from);
}

/**
 * Seconds within a span in which AWS was at work on at least one of the activities: what is left of the span, nobody
 * at AWS worked on anything.
 */
export function busySeconds(activities: Activity[], until: number): number {
  let busy = 0;
  let covered = 0;
  for (const { from, to = until } of activities) {
    const end = Math.min(to, until);
    busy += Math.max(0, end - Math.max(from, covered));
    covered = Math.max(covered, end);
  }
  return busy / 1000;
}
