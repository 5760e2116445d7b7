import fs from 'node:fs';
import { inRoot } from '../../paths.mjs';

export const SOURCE = 'us-east-1';
export const RECOVERY = 'us-west-2';
/** A database, and a web server on Windows, of the demo's order system. */
const MACHINES = ['orders-db-1', 'orders-web-3'];
/** Of another team, in the same account. */
const NEIGHBOUR = 'payroll-legacy-1';

const demo = () =>
  JSON.parse(
    fs.readFileSync(inRoot('packages/aws-simulator/estates/demo.json'), 'utf8'),
  ).accounts[0];

const accountOf = number => String(200_000_000_001 + number);
const keyOf = (number, whose) =>
  `AKIA${whose}${String(number).padStart(16 - whose.length, '0')}`;

/** The order system and its neighbour once more, in an account of their own; ids follow from the account. */
function accountDefinition(number, machines) {
  const account = structuredClone(demo());
  const region = account.regions[SOURCE];
  region.instances = region.instances
    .filter(({ name }) => [...machines, NEIGHBOUR].includes(name))
    .map(({ id: _, ...instance }) => instance);
  return {
    ...account,
    id: accountOf(number),
    name: `company-${number}`,
    accessKeys: [keyOf(number, 'PORTAL'), keyOf(number, 'OTHER')],
  };
}

/**
 * An estate of so many companies, each in an account of its own: what happens to one is of no matter to the others, and so
 * they can live at the same time.
 *
 * @param machinesOf - the names of the demo's machines that a company has; two of them unless given
 * @returns the `estate`, and for each company its `accountId` and its `accessKeyId`s: the portal's, and some other tool's
 */
export function companies(count, machinesOf = () => MACHINES) {
  const accounts = Array.from({ length: count }, (_, number) =>
    accountDefinition(number, machinesOf(number)),
  );
  return {
    estate: { name: 'companies', accounts },
    companies: accounts.map(({ id, accessKeys }) => ({
      accountId: id,
      portalKeyId: accessKeys[0],
      otherKeyId: accessKeys[1],
    })),
  };
}

const recoverySettings = (accountId, tier, subnet, group, type) => ({
  subnetId: `subnet-0a2${subnet}a00000000000`,
  securityGroupIds: [`sg-0a2${group}000000000000`],
  instanceProfileArn: `arn:aws:iam::${accountId}:instance-profile/orders-${tier}-recovery`,
  instanceType: type,
  rightSizingMethod: 'NONE',
  copyTags: true,
});

/** Gives a company its Protection Groups and its plan: database, then web, with an action after each. */
export async function protectCompany(api, { accountId }) {
  const group = async (tier, recovery) =>
    (
      await api.post('/protection-groups', {
        name: `${tier}-${accountId}`,
        owner: 'group:default/team-orders',
        accountId,
        region: RECOVERY,
        sourceRegion: SOURCE,
        selection: { by: 'tags', tags: { Application: 'orders', Tier: tier } },
        launchConfig: { recovery, origin: {} },
      })
    ).id;
  const database = await group(
    'db',
    recoverySettings(accountId, 'db', '01', '01', 'r5.xlarge'),
  );
  const web = await group(
    'web',
    recoverySettings(accountId, 'web', '03', '03', 'm5.xlarge'),
  );
  const plan = await api.post('/recovery-plans', {
    name: `orders-${accountId}`,
    owner: 'group:default/team-orders',
    waves: [
      {
        number: 1,
        name: 'Database',
        protectionGroupIds: [database],
        postActions: [
          {
            name: 'Warm the caches',
            kind: 'COMMAND',
            documentName: 'Orders-WarmCaches',
            targets: { kind: 'waveInstances' },
          },
        ],
      },
      {
        number: 2,
        name: 'Web',
        protectionGroupIds: [web],
        dependsOn: [1],
        postActions: [
          {
            name: 'Send customers there',
            kind: 'AUTOMATION',
            documentName: 'Orders-SwitchDns',
            parameters: { Site: ['recovery'] },
          },
        ],
      },
    ],
  });
  return plan.id;
}
