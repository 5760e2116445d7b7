import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../paths.mjs';
import { waitFor } from '../../waitFor.mjs';
import { SYSTEMS } from '../twoTeams.mjs';

const PREFIX = 'disaster-recovery.';
const shortName = permission => permission.slice(PREFIX.length);
const slug = permission => shortName(permission).replace(/\W/g, '-');

/** The users that each permission has: who lacks only it, who has only it, who has it in one account, and for one team's only. */
const KINDS = ['without', 'only', 'account', 'team'];

/** What an action needs beside its own permission: a plan is made of groups that its maker may read. */
const NEEDS_TOO = {
  'disaster-recovery.recovery-plan.create': [
    'disaster-recovery.protection-group.read',
  ],
  'disaster-recovery.recovery-plan.update': [
    'disaster-recovery.protection-group.read',
  ],
};
const withNeeds = permission => [permission, ...(NEEDS_TOO[permission] ?? [])];

/** The users that there are: `nobody`, or a kind and a permission. */
function userNames(permissions) {
  return [
    ['nobody'],
    ...permissions.flatMap(permission => KINDS.map(kind => [kind, permission])),
  ];
}

const loginOf = ([kind, permission]) =>
  permission ? `${kind}-${slug(permission)}` : kind;

function grantsOf(permissions) {
  const to = (kind, permission) => [`user:default/${kind}-${slug(permission)}`];
  return [
    { to: ['user:default/guest'], permissions: ['*'] },
    ...permissions.flatMap(permission => [
      {
        to: to('without', permission),
        permissions: permissions
          .filter(other => other !== permission)
          .map(shortName),
      },
      {
        to: to('only', permission),
        permissions: withNeeds(permission).map(shortName),
      },
      {
        to: to('account', permission),
        permissions: withNeeds(permission).map(shortName),
        accounts: [SYSTEMS.orders.accountId],
      },
      {
        to: to('team', permission),
        permissions: withNeeds(permission).map(shortName),
        owners: [SYSTEMS.orders.owner],
      },
    ]),
  ];
}

/**
 * Users and tokens, for a portal that is about to start.
 *
 * @param folder - for the users' catalog file
 * @returns `config` for the portal, `tokens` of services, and `signIn` for the users of `userNames`
 */
export function makeActors(permissions, folder) {
  const secret = () => crypto.randomBytes(24).toString('base64url');
  const tokens = { elsewhere: secret(), without: {}, only: {} };
  const external = (subject, token, restriction) => ({
    type: 'static',
    options: { token, subject },
    accessRestrictions: [restriction],
  });
  const services = permissions.flatMap(permission => {
    tokens.without[permission] = secret();
    tokens.only[permission] = secret();
    const restrictedTo = names => ({
      plugin: 'disaster-recovery',
      permission: names,
    });
    return [
      external(
        `without-${slug(permission)}`,
        tokens.without[permission],
        restrictedTo(permissions.filter(other => other !== permission)),
      ),
      external(
        `only-${slug(permission)}`,
        tokens.only[permission],
        restrictedTo(withNeeds(permission)),
      ),
    ];
  });
  const names = userNames(permissions).map(loginOf);
  const users = path.join(folder, 'users.yaml');
  fs.writeFileSync(
    users,
    names
      .map(
        name =>
          `apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata:\n  name: ${name}\nspec:\n  memberOf: []\n`,
      )
      .join('---\n'),
  );
  return {
    tokens,
    config: {
      portalPolicy: { grants: grantsOf(permissions) },
      auth: {
        providers: {
          demo: {
            users: ['guest', ...names].map(name => ({
              name,
              description: name,
            })),
          },
        },
      },
      catalog: {
        locations: [
          inRoot('examples/org.yaml'),
          inRoot('examples/systems.yaml'),
          users,
        ].map(target => ({ type: 'file', target })),
      },
      backend: {
        auth: {
          externalAccess: [
            {
              type: 'static',
              options: { token: '${AUTOMATION_TOKEN}', subject: 'automation' },
            },
            external('elsewhere', tokens.elsewhere, { plugin: 'catalog' }),
            ...services,
          ],
        },
      },
    },
    /** Gives the token of a user: `nobody`, or a kind and a permission. The catalog may have to read its file first. */
    signIn: (portalUrl, kind, permission) =>
      waitFor(
        async () => {
          const response = await fetch(`${portalUrl}/api/auth/demo/refresh`, {
            headers: {
              'x-demo-user': loginOf([kind, permission]),
            },
          });
          const { backstageIdentity } = await response.json();
          return backstageIdentity?.token;
        },
        { seconds: 60, every: 200, what: `The sign-in of ${kind}` },
      ),
  };
}
