import { send } from '../openApi.mjs';
import { SYSTEMS } from '../twoTeams.mjs';
import { groupInput, planInput } from '../validRequests.mjs';

const of = name => `disaster-recovery.${name}`;
const REFUSED = [403];
/** Let in, and then refused for what the request itself says. */
const REFUSED_OR_WRONG = [400, 403, 404, 409];

/** An action of billing's account in a plan of orders'. */
const foreignAction = {
  name: 'Elsewhere',
  kind: 'AUTOMATION',
  documentName: 'Orders-SwitchDns',
  accountId: SYSTEMS.billing.accountId,
};

/** Changes that would carry one's own things to where one may not act, or others' things into one's own. */
async function changes({ api, ids }) {
  const { orders, billing } = ids;
  const group = await api.get(
    `/protection-groups/${orders['protection-groups']}`,
  );
  const plan = await api.get(`/recovery-plans/${orders['recovery-plans']}`);
  const putGroup = (who, what, changed) => ({
    who: `${who} ${of('protection-group.update')}`,
    what: `a group ${what}`,
    method: 'PUT',
    path: `/protection-groups/${group.id}`,
    body: { ...groupInput(group), version: group.version, ...changed },
    due: REFUSED,
  });
  const putPlan = (who, what, changed) => ({
    who: `${who} ${of('recovery-plan.update')}`,
    what: `a plan ${what}`,
    method: 'PUT',
    path: `/recovery-plans/${plan.id}`,
    body: { ...planInput(plan), version: plan.version, ...changed },
    due: REFUSED,
  });
  const wavesOfBilling = [
    {
      number: 1,
      name: 'Theirs',
      protectionGroupIds: [billing['protection-groups']],
    },
  ];
  const actionElsewhere = plan.waves.map(wave => ({
    ...wave,
    preActions: [foreignAction],
  }));
  return [
    putGroup('account', "moved to another team's account", {
      accountId: SYSTEMS.billing.accountId,
    }),
    putGroup('team', 'given to another team', { owner: SYSTEMS.billing.owner }),
    putPlan('account', "made of another team's groups", {
      waves: wavesOfBilling,
    }),
    putPlan('team', 'given to another team', { owner: SYSTEMS.billing.owner }),
    putPlan('account', "with an action in another team's account", {
      waves: actionElsewhere,
    }),
    {
      who: `account ${of('recovery-plan.update')}`,
      what: "a plan validated with another team's groups",
      method: 'POST',
      path: '/recovery-plans/validate',
      query: { planId: plan.id },
      body: { ...planInput(plan), waves: wavesOfBilling },
      due: REFUSED,
    },
    {
      who: `without ${of('protection-group.read')}`,
      what: 'a plan made of groups that its maker may not see',
      method: 'POST',
      path: '/recovery-plans',
      body: { ...planInput(plan), name: 'Unseen groups' },
      due: REFUSED,
    },
    {
      who: `without ${of('recovery-plan.read')}`,
      what: 'an adoption by a plan that its maker may not see',
      method: 'POST',
      path: '/failover-sessions',
      body: {
        accountId: SYSTEMS.billing.accountId,
        region: 'us-west-2',
        jobIds: ['drsjob-00000000000000000'],
        recoveryPlanId: billing['recovery-plans'],
      },
      due: REFUSED,
    },
  ];
}

/** Actions on one's own session that name another session's machines. */
async function actions({ api, ids }) {
  const session = await api.get(
    `/failover-sessions/${ids.orders['failover-sessions']}`,
  );
  const other = await api.get(
    `/failover-sessions/${ids.billing['failover-sessions']}`,
  );
  const instanceIds = other.instances.map(one => one.recoveryInstanceId);
  return Object.entries({
    'install-agents': { instanceIds },
    'start-reverse-replication': { instanceIds },
    'release-source-servers': { instanceIds, confirm: session.name },
  }).map(([verb, body]) => ({
    who: `account ${of(`failover-session.${verb}`)}`,
    what: `${verb} with another session's machines`,
    method: 'POST',
    path: `/failover-sessions/${session.id}/${verb}`,
    body,
    due: REFUSED_OR_WRONG,
  }));
}

/** Lists that are asked for what is another team's, in every way that they offer. */
function searches({ ids: { billing } }) {
  const { accountId, owner } = SYSTEMS.billing;
  const plan = billing['recovery-plans'];
  const group = billing['protection-groups'];
  const lists = {
    'failover-sessions': [
      'failover-session.read',
      [{ owner }, { protectionGroupId: group }, { text: 'billing' }],
    ],
    'protection-groups': [
      'protection-group.read',
      [{ accountId }, { owner }, { text: 'billing' }],
    ],
    'recovery-plans': [
      'recovery-plan.read',
      [
        { accountId },
        { owner },
        { protectionGroupId: group },
        { text: 'billing' },
      ],
    ],
    executions: [
      'execution.read',
      [
        { planId: plan },
        { sessionId: billing['failover-sessions'] },
        { text: 'billing' },
      ],
    ],
  };
  return Object.entries(lists).flatMap(([path, [permission, queries]]) =>
    queries.flatMap(query =>
      ['account', 'team'].map(kind => ({
        who: `${kind} ${of(permission)}`,
        what: `${path} with ${JSON.stringify(query)}`,
        method: 'GET',
        path: `/${path}`,
        query,
        due: 'nothing',
      })),
    ),
  );
}

/** Other spellings of a path, by somebody who may do nothing: none of them is a way round. */
function spellings({ ids: { orders } }) {
  const id = orders['failover-sessions'];
  const spelled = [
    ['GET', `//failover-sessions/${id}`],
    ['GET', `/failover-sessions/${id}/`],
    ['GET', `/FAILOVER-SESSIONS/${id}`],
    ['GET', `/./failover-sessions/%2e/${id}`],
    ['GET', `/executions/..%2ffailover-sessions%2f${id}`],
    ['GET', `/failover-sessions/${id}%00`],
    ['HEAD', `/failover-sessions/${id}`],
    ['POST', `/failover-sessions/${id}/CLEANUP`],
    ['PATCH', `/failover-sessions/${id}`],
  ];
  return spelled.map(([method, path]) => ({
    who: 'nobody',
    what: `${method} ${path.replace(id, '{id}')}`,
    method,
    path,
    ...(method === 'POST' && { body: { planId: 'any' } }),
    due: [400, 403, 404, 405],
  }));
}

function judge({ due }, { status, json }) {
  if (due === 'nothing') {
    return status === 200 && json.items.length === 0 && json.totalItems === 0
      ? undefined
      : `was answered ${status} with ${json?.totalItems} things`;
  }
  return due.includes(status)
    ? undefined
    : `was answered ${status} instead of ${due.join(' or ')}: ${
        json?.error?.message ?? 'as if it were right'
      }`;
}

/** Requests by people who may act on something, that reach for something else. A row of the table. */
export async function tryCrossings(world) {
  const tried = [
    ...(await changes(world)),
    ...(await actions(world)),
    ...searches(world),
    ...spellings(world),
  ];
  const failures = [];
  for (const one of tried) {
    const answer = await send(
      world.portal.url,
      one,
      await world.tokenOf(one.who),
    );
    const problem = judge(one, answer);
    if (problem) {
      failures.push(`${one.what}, by ${one.who}, ${problem}`);
    }
  }
  return {
    what: "reaching for others' things",
    tried: tried.length,
    held: tried.length - failures.length,
    failures,
  };
}
