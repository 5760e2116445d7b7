const lists = (path, queries) =>
  queries.map(([name, query]) => ({
    name,
    path: `${path}?${query}`,
    page: 50,
  }));

const ofSession = (id, route) => `/failover-sessions/${id}${route}`;

/**
 * What is asked, and how many things the answer holds at most, which is how many entities the catalog is asked for beside it.
 * Session 10 has the steps of agent work on each of its instances; it and every one near it has samples.
 */
export const routes = ({ instances, sessions }) => [
  ...lists('/failover-sessions', [
    ['sessions', ''],
    ['sessions, by name', 'orderBy=name&order=asc'],
    ['sessions, by status', 'orderBy=status'],
    ['sessions, by last change', 'orderBy=updatedAt'],
    ['sessions, those that need someone', 'tab=needsYou'],
    ['sessions, in progress', 'tab=inProgress'],
    ['sessions, ready', 'tab=ready'],
    ['sessions, done', 'tab=done'],
    [
      'sessions of two statuses',
      'status=REVERSE_REPLICATING&status=CLEANING_UP',
    ],
    ['sessions of a region', 'region=us-west-2'],
    ['sessions of an owner', 'owner=group%3Adefault%2Fteam-7'],
    ['sessions of an entity', 'entityRef=system%3Adefault%2Forders-77'],
    ['sessions of a group', 'protectionGroupId=group-77'],
    ['sessions by a part of a name', 'text=over%2077'],
    ['sessions by a hostname', 'text=app-777-77'],
    ['sessions by a part of hostnames', 'text=p-77'],
    ['sessions by text that nothing has', 'text=no-such-machine'],
    ['sessions by two letters', 'text=ap'],
  ]),
  { name: 'session', path: ofSession('session-11', ''), page: instances },
  ...[
    ['agent status', '/agent-status'],
    ['reverse replication status', '/reverse-replication-status'],
    ['operations', '/operations?targets=20'],
    ['samples', '/replication-samples'],
  ].map(([name, route]) => ({
    name,
    path: ofSession('session-10', route),
    page: instances,
  })),
  { name: 'events', path: ofSession('session-10', '/events'), page: 50 },
  ...lists('/executions', [
    ['executions', ''],
    ['executions, by plan', 'orderBy=planName'],
    ['executions, by status', 'orderBy=status'],
    ['executions of a status', 'status=PARTIAL'],
    ['executions of a plan', 'planId=plan-77'],
    ['executions of a session', `sessionId=session-${Math.min(777, sessions)}`],
    ['executions of an entity', 'entityRef=system%3Adefault%2Forders-77'],
    ['executions by a part of a name', 'text=an%2077'],
    ['drills', 'executionType=DRILL'],
  ]),
  { name: 'execution', path: '/executions/execution-11', page: instances },
  ...lists('/protection-groups', [
    ['groups', ''],
    ['groups, by last change', 'orderBy=updatedAt&order=desc'],
    ['groups of an owner', 'owner=group%3Adefault%2Fteam-7'],
    ['groups of a region', 'region=us-west-2'],
    ['groups of an entity', 'entityRef=component%3Adefault%2Forders-app-77'],
    ['groups by a part of a name', 'text=oup%2077'],
  ]),
  ...lists('/recovery-plans', [
    ['plans', ''],
    ['plans, by last change', 'orderBy=updatedAt&order=desc'],
    ['plans of an owner', 'owner=group%3Adefault%2Fteam-7'],
    ['plans of a group', 'protectionGroupId=group-77'],
    ['plans of an entity', 'entityRef=system%3Adefault%2Forders-77'],
    ['plans by a part of a name', 'text=an%2077'],
  ]),
  { name: 'group', path: '/protection-groups/group-77', page: 50 },
  { name: 'plan', path: '/recovery-plans/plan-77', page: 50 },
];

/** What the catalog is asked for: as its own page does it. */
export const catalogQuery = page =>
  `/api/catalog/entities/by-query?limit=${page}&filter=kind=component&orderField=metadata.name,asc`;
