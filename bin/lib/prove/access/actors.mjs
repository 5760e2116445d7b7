import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../paths.mjs';
import { waitFor } from '../../waitFor.mjs';
import { SYSTEMS } from '../twoTeams.mjs';

const PREFIX = 'disaster-recovery.';
const shortName = permission => permission.slice(PREFIX.length);
const slug = permission => shortName(permission).replace(/\W/g, '-');

/** The three users that each permission has: who lacks only it, who has only it, and who has it in one account only. */
const KINDS = ['without', 'only', 'orders'];

function userNames(permissions) {
  return [
    'nobody',
    ...permissions.flatMap(permission =>
      KINDS.map(kind => `${kind}-${slug(permission)}`),
    ),
  ];
}

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
      { to: to('only', permission), permissions: [shortName(permission)] },
      {
        to: to('orders', permission),
        permissions: [shortName(permission)],
        accounts: [SYSTEMS.orders.accountId],
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
        restrictedTo([permission]),
      ),
    ];
  });
  const names = userNames(permissions);
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
              'x-demo-user': permission ? `${kind}-${slug(permission)}` : kind,
            },
          });
          const { backstageIdentity } = await response.json();
          return backstageIdentity?.token;
        },
        { seconds: 60, every: 200, what: `The sign-in of ${kind}` },
      ),
  };
}
