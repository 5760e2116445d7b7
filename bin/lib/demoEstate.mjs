import fs from 'node:fs';
import { inRoot } from './paths.mjs';

const EXAMPLE = inRoot('examples/disaster-recovery.json');

/** Signs in as one of the demo's users. */
async function signIn(url, user) {
  const response = await fetch(`${url}/api/auth/demo/refresh`, {
    headers: { 'x-demo-user': user },
  });
  const { backstageIdentity } = await response.json();
  return backstageIdentity.token;
}

/** Speaks to the portal over REST. */
function caller(url, token) {
  return async (method, path, body) => {
    const answer = await fetch(`${url}/api/disaster-recovery${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    const result = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      throw new Error(
        `${method} ${path} answered ${answer.status}: ${
          result.error?.message ?? 'without a reason'
        }`,
      );
    }
    return result;
  };
}

async function everything(call, path) {
  const items = [];
  let cursor;
  do {
    const search = new URLSearchParams(cursor && { cursor });
    const page = await call('GET', `${path}&${search}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}

/** The file knows servers by their names, DRS by ids that it gave them. */
async function overridesById(call, { accountId, region }, byHostname = {}) {
  const servers = await everything(
    call,
    `/source-servers?accountId=${accountId}&region=${region}`,
  );
  return Object.fromEntries(
    Object.entries(byHostname).map(([hostname, overrides]) => {
      const server = servers.find(({ hostname: name }) => name === hostname);
      if (!server) {
        throw new Error(`DRS has no source server ${hostname} in ${region}`);
      }
      return [server.sourceServerId, overrides];
    }),
  );
}

/**
 * Gives the portal the Protection Groups and Recovery Plans of the example company, as far as it does not have them.
 *
 * @param token - whose they become; those of the demo's guest without one
 * @returns how many groups and plans were made
 */
export async function fillDemo(url, token) {
  const { protectionGroups, recoveryPlans } = JSON.parse(
    fs.readFileSync(EXAMPLE, 'utf8'),
  );
  const call = caller(url, token ?? (await signIn(url, 'guest')));
  const groups = await everything(call, '/protection-groups?limit=100');
  const plans = await everything(call, '/recovery-plans?limit=100');
  const isIn = (list, name) => list.some(item => item.name === name);
  let made = 0;

  for (const { overridesByHostname, ...group } of protectionGroups) {
    if (!isIn(groups, group.name)) {
      groups.push(
        await call('POST', '/protection-groups', {
          ...group,
          serverOverrides: await overridesById(
            call,
            group,
            overridesByHostname,
          ),
        }),
      );
      made += 1;
    }
  }
  const idOf = name => groups.find(group => group.name === name).id;
  for (const plan of recoveryPlans) {
    if (!isIn(plans, plan.name)) {
      await call('POST', '/recovery-plans', {
        ...plan,
        waves: plan.waves.map(({ protectionGroups: names, ...wave }) => ({
          ...wave,
          protectionGroupIds: names.map(idOf),
        })),
      });
      made += 1;
    }
  }
  return made;
}
