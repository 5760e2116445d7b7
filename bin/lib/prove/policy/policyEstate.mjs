import fs from 'node:fs';
import { inRoot } from '../../paths.mjs';
import { PLACES } from './shippedPolicies.mjs';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
export const PORTAL_KEY = 'AKIAPROOFPORTAL00001';
const RECOVERY_PROFILE = 'orders-db-recovery';
const TEMPLATES = ['orders-db-1', 'orders-web-3'];

/** A Linux and a Windows machine for each system, protected in another region, or in another account too. */
function machinesOf(system, index, originals, account) {
  return originals.map(original => {
    const { id, ...machine } = original;
    const tags = { Application: system, Team: 'orders' };
    const network = original.privateIp.replace(/\d+$/, '');
    return {
      ...machine,
      name: original.name.replace('orders', system),
      privateIp: `${network}${100 + index}`,
      tags,
      protection: {
        ...original.protection,
        tags,
        ...(account && { account, launch: undefined }),
      },
    };
  });
}

/**
 * An estate for systems that fail over one after the other, with an account of the portal's own beside.
 *
 * @param systems - names; of one that ends in `-abroad` DRS is in the other account
 */
export function writeEstate(file, systems) {
  const estate = JSON.parse(
    fs.readFileSync(inRoot('packages/aws-simulator/estates/demo.json'), 'utf8'),
  );
  const account = estate.accounts.find(({ id }) => id === ACCOUNT);
  const region = account.regions['us-east-1'];
  const originals = TEMPLATES.map(name =>
    region.instances.find(instance => instance.name === name),
  );
  region.instances = systems.flatMap((system, index) =>
    machinesOf(
      system,
      index,
      originals,
      system.endsWith('-abroad') ? OTHER_ACCOUNT : undefined,
    ),
  );
  // As in a company that names the roles of its instances alike in all accounts, so that one pattern stands for them.
  estate.accounts
    .find(({ id }) => id === OTHER_ACCOUNT)
    .instanceProfiles.push(
      account.instanceProfiles.find(({ name }) => name === RECOVERY_PROFILE),
    );
  estate.accounts.push({
    id: PLACES.PORTAL_ACCOUNT_ID,
    name: 'portal',
    accessKeys: [PORTAL_KEY],
    regions: {},
  });
  fs.writeFileSync(file, JSON.stringify(estate));
}

/** Where a system is recovered, and with what. */
export function placeOf(system) {
  const isAbroad = system.endsWith('-abroad');
  const accountId = isAbroad ? OTHER_ACCOUNT : ACCOUNT;
  return {
    accountId,
    sourceAccountId: ACCOUNT,
    recovery: isAbroad
      ? {
          subnetId: 'subnet-0a501a00000000000',
          securityGroupIds: ['sg-0a501000000000000'],
          instanceProfileArn: `arn:aws:iam::${OTHER_ACCOUNT}:instance-profile/${RECOVERY_PROFILE}`,
          instanceType: 'r5.large',
        }
      : {
          subnetId: 'subnet-0a201a00000000000',
          securityGroupIds: ['sg-0a201000000000000'],
          instanceProfileArn: `arn:aws:iam::${ACCOUNT}:instance-profile/${RECOVERY_PROFILE}`,
          instanceType: 'r5.xlarge',
        },
  };
}
