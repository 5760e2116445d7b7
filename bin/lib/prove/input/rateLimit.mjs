import { send } from '../openApi.mjs';

const FEW = 5;

/** The configuration under which a caller may ask for so much of what is expensive, in a minute. */
export function rateLimited(config, requests) {
  return { ...config, disasterRecovery: { rateLimit: { requests } } };
}

/** Asks for expensive things, until that is too much. A row of the table. */
export async function tryRateLimit(world) {
  const { portal, configure, ids, secretsConfig } = world;
  await configure(rateLimited(secretsConfig, FEW));
  const ask = path =>
    send(portal.url, { method: 'GET', path }, portal.automationToken);
  const expensive = `/recovery-plans/${ids.orders['recovery-plans']}/preflight`;
  const answers = [];
  for (let count = 0; count <= FEW; count += 1) {
    answers.push(await ask(expensive));
  }
  const last = answers.pop();
  const cheap = await ask('/recovery-plans');
  const checks = {
    'asking is answered as long as it is not too much': answers.every(
      ({ status }) => status === 200,
    ),
    'one too many is answered 429': last.status === 429,
    'with a sentence': /\w+ \w+/.test(last.json?.error?.message ?? ''),
    'and with a time to wait': Number(last.headers.get('retry-after')) > 0,
    'what is cheap is answered still': cheap.status === 200,
  };
  const failures = Object.entries(checks)
    .filter(([, held]) => !held)
    .map(([what]) => `not so: ${what}`);
  const tried = Object.keys(checks).length;
  return {
    what: 'too much of what is expensive',
    tried,
    held: tried - failures.length,
    failures,
  };
}
