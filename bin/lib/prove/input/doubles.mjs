import { send } from '../openApi.mjs';

const AT_ONCE = 8;

/** Sends the same request many times at once; gives how often each status was answered, and what is wrong with that. */
async function submit({ portal }, { what, once, then, ...request }) {
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, () =>
      send(portal.url, request, portal.automationToken),
    ),
  );
  const accepted = answers.filter(({ status }) => status === once);
  const strange = answers.filter(
    ({ status }) => status !== once && !then.includes(status),
  );
  const failures = [
    ...(accepted.length === 1
      ? []
      : [`${what}: ${accepted.length} of ${AT_ONCE} were accepted`]),
    ...strange.map(
      ({ status, json }) =>
        `${what}: one was answered ${status}: ${json?.error?.message}`,
    ),
  ];
  return { failures, accepted: accepted[0]?.json };
}

function row(what, tried, failures) {
  return { what, tried, held: Math.max(0, tried - failures.length), failures };
}

/**
 * Starts on each session what waits for AWS, whose time stands still: from then on no other request begins anything there.
 * Each is asked for many times at once, and begins once.
 */
export async function waitForSomebody(world) {
  const failures = [];
  for (const system of Object.values(world.ids)) {
    const path = `/failover-sessions/${system['failover-sessions']}`;
    const submitted = await submit(world, {
      what: 'start-reverse-replication',
      method: 'POST',
      path: `${path}/start-reverse-replication`,
      body: {},
      once: 202,
      then: [409],
    });
    const { items } = await world.api.get(`${path}/operations`);
    failures.push(
      ...submitted.failures,
      ...(items.length === 1 ? [] : [`${items.length} operations were begun`]),
    );
  }
  return [row(`actions asked for ${AT_ONCE} times at once`, 2, failures)];
}

/** Creations, changes and deletions that are asked for many times at once, and versions that are no longer. */
export async function tryDoubles(world) {
  const { api, example, operations } = world;
  const exampleOf = id => example(operations.find(one => one.id === id));
  const failures = [];
  const collections = [
    ['createProtectionGroup', 'protection-groups'],
    ['createRecoveryPlan', 'recovery-plans'],
  ];
  let tried = 0;
  const attempt = async request => {
    tried += 1;
    const submitted = await submit(world, request);
    failures.push(...submitted.failures);
    return submitted.accepted;
  };
  for (const [create, collection] of collections) {
    const { path, body } = await exampleOf(create);
    const made = await attempt({
      what: create,
      method: 'POST',
      path,
      body,
      once: 201,
      then: [409],
    });
    const own = `/${collection}/${made.id}`;
    const { version } = await api.get(own);
    await attempt({
      what: `a change of ${collection}`,
      method: 'PUT',
      path: own,
      body: { ...body, description: 'Changed', version },
      once: 200,
      then: [409],
    });
    for (const stale of [version, version + 2, 2 ** 31 - 1]) {
      tried += 1;
      const request = {
        method: 'PUT',
        path: own,
        body: { ...body, description: 'Stale', version: stale },
      };
      const { status } = await send(
        world.portal.url,
        request,
        world.portal.automationToken,
      );
      if (status !== 409) {
        failures.push(`${own} of version ${stale} was answered ${status}`);
      }
    }
    await attempt({
      what: `a deletion of ${collection}`,
      method: 'DELETE',
      path: own,
      once: 204,
      then: [404, 409],
    });
  }
  return [
    row(
      `the same ${AT_ONCE} times at once, and stale versions`,
      tried,
      failures,
    ),
  ];
}
