import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { SYSTEMS } from '../twoTeams.mjs';
import { planInput } from '../validRequests.mjs';

const KEYS = {
  orders: 'AKIADEMOORDERS000001',
  billing: 'AKIADEMOBILLING00002',
};

/**
 * Secrets that cannot be mistaken for anything else, in all places where the portal is given some.
 *
 * @returns `config` for the portal, `parameter` for a wave action, and `all`, each with `what` it is and its `value`
 */
export function plantSecrets() {
  const secret = () => `planted${randomBytes(18).toString('hex')}`;
  const keys = { orders: secret(), billing: secret() };
  const parameter = secret();
  return {
    parameter,
    config: {
      aws: {
        accounts: Object.entries(SYSTEMS).map(([system, { accountId }]) => ({
          accountId,
          accessKeyId: KEYS[system],
          secretAccessKey: keys[system],
        })),
      },
    },
    all: ({ automationToken }) => [
      { what: 'a secret key of AWS', value: keys.orders },
      { what: 'a secret key of AWS', value: keys.billing },
      { what: 'a parameter of a wave action', value: parameter },
      { what: 'the token of automation', value: automationToken },
    ],
  };
}

/** Has the failover run an action with a secret among its parameters. */
export async function plantParameters(api, { parameter }) {
  const { items } = await api.get('/recovery-plans');
  const plan = items.find(({ name }) => name === 'orders');
  const waves = plan.waves.map(wave => ({
    ...wave,
    postActions: wave.postActions.map(action =>
      action.kind === 'AUTOMATION'
        ? {
            ...action,
            parameters: { ...action.parameters, Ttl: [parameter] },
          }
        : action,
    ),
  }));
  await api.put(`/recovery-plans/${plan.id}`, {
    ...planInput(plan),
    waves,
    version: plan.version,
  });
}

/** Searches the portal's log for secrets. A row of the table. */
export function searchLog(logFile, secrets) {
  const log = fs.readFileSync(logFile, 'utf8');
  const found = secrets.filter(({ value }) => log.includes(value));
  return {
    what: 'secrets that are not in the log',
    tried: secrets.length,
    held: secrets.length - found.length,
    note: `${log.split('\n').length} lines`,
    failures: found.map(({ what }) => `the log shows ${what}`),
  };
}
