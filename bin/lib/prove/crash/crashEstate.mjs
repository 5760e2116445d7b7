import fs from 'node:fs';
import { inRoot } from '../../paths.mjs';

const DEMO = inRoot('packages/aws-simulator/estates/demo.json');
const GROUPS = inRoot('examples/disaster-recovery.json');
/** One server of each tier; the web server runs Windows. */
const HOSTNAMES = ['orders-db-1', 'orders-app-1', 'orders-web-3'];
const PAYROLL = 'payroll-legacy-1';

/** Ids of the demo end in zeros: the last three digits tell accounts apart. */
function withOwnIds(text, number) {
  return text.replace(
    /\b(i|sg|subnet|vpc)-([0-9a-f]{14})000\b/g,
    `$1-$2${number.toString(16).padStart(3, '0')}`,
  );
}

function accountOf(number) {
  return {
    number,
    id: `7${String(number).padStart(11, '0')}`,
    accessKeyId: `AKIACRASH${String(number).padStart(11, '0')}`,
  };
}

/**
 * An estate of many accounts, each with the order system of the demo, one server a tier, and a server of another team's.
 *
 * @returns the `estate`, and the `accounts` with their `id`, `accessKeyId`, and `groups`, as the portal takes them
 */
export function crashEstate(count) {
  const demo = JSON.parse(fs.readFileSync(DEMO, 'utf8'));
  const orders = demo.accounts.find(({ name }) => name.startsWith('orders'));
  const { protectionGroups } = JSON.parse(fs.readFileSync(GROUPS, 'utf8'));
  const accounts = Array.from({ length: count }, (_, at) => accountOf(at + 1));
  const definitions = accounts.map(account => {
    const definition = JSON.parse(
      withOwnIds(JSON.stringify(orders), account.number).replaceAll(
        orders.id,
        account.id,
      ),
    );
    definition.name = `orders-${account.number}`;
    definition.accessKeys = [account.accessKeyId];
    for (const region of Object.values(definition.regions)) {
      region.instances = region.instances?.filter(({ name }) =>
        [...HOSTNAMES, PAYROLL].includes(name),
      );
    }
    return definition;
  });
  return {
    estate: { name: 'crash', accounts: definitions },
    accounts: accounts.map(account => ({
      ...account,
      groups: protectionGroups
        .filter(({ name }) => name.startsWith('orders'))
        .map(({ overridesByHostname, ...group }) => ({
          ...JSON.parse(
            withOwnIds(JSON.stringify(group), account.number).replaceAll(
              orders.id,
              account.id,
            ),
          ),
          name: `${group.name}-${account.number}`,
        })),
    })),
  };
}

/** The plan of an account's order system: it pauses before its second wave, and has actions of each kind before and after. */
export function crashPlan(account, groupIds) {
  const [db, app, web] = groupIds;
  return {
    name: `orders-${account.number}`,
    owner: 'group:default/team-orders',
    waves: [
      {
        number: 1,
        name: 'Database',
        protectionGroupIds: [db],
        preActions: [
          {
            name: 'Lower the time that addresses are kept',
            kind: 'AUTOMATION',
            documentName: 'Orders-SwitchDns',
            parameters: { Site: ['primary'] },
          },
        ],
      },
      {
        number: 2,
        name: 'Application and web',
        protectionGroupIds: [app, web],
        dependsOn: [1],
        pauseBefore: true,
        postActions: [
          {
            name: 'Warm the caches',
            kind: 'COMMAND',
            documentName: 'Orders-WarmCaches',
            targets: { kind: 'waveInstances' },
          },
          {
            name: 'Send customers to the recovery site',
            kind: 'AUTOMATION',
            documentName: 'Orders-SwitchDns',
            parameters: { Site: ['recovery'] },
          },
        ],
      },
    ],
  };
}
