import fs from 'node:fs';
import { inRoot } from '../../paths.mjs';

const FOLDER = inRoot('docs/iam');
/** Not of the portal's roles in the accounts: who it is before it becomes one of them, and whom those roles trust. */
const APART = ['portal-account', 'trust'];

/** What the files leave open, as this proof fills it in. */
export const PLACES = {
  PORTAL_ACCOUNT_ID: '999900001111',
  PORTAL_ROLE: 'portal',
  ROLE_NAME: 'disaster-recovery-portal',
  EXTERNAL_ID: 'the-portal-of-the-proof',
  INSTANCE_ROLE: 'orders-*',
  LOG_GROUP: '/disaster-recovery/portal',
  COMMAND_DOCUMENT: 'Orders-WarmCaches',
  AUTOMATION_DOCUMENT: 'Orders-SwitchDns',
};

const listOf = value => (Array.isArray(value) ? value : [value]);

/** One of the files of docs/iam, with nothing left open. */
export function readShipped(name) {
  const text = fs.readFileSync(`${FOLDER}/${name}.json`, 'utf8');
  return JSON.parse(
    Object.entries(PLACES).reduce(
      (filled, [place, value]) => filled.replaceAll(place, value),
      text,
    ),
  );
}

/** The policies of the portal's role in an account, by name. */
export function rolePolicies() {
  const names = fs
    .readdirSync(FOLDER)
    .map(file => file.replace(/\.json$/, ''))
    .filter(name => !APART.includes(name));
  return Object.fromEntries(names.map(name => [name, readShipped(name)]));
}

function isLike(text, pattern) {
  const source = pattern
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`).test(text);
}

/** Every action of every statement of some policies, each with an `id` that says where it stands. */
export function grantsOf(policies) {
  return Object.entries(policies).flatMap(([policy, { Statement }]) =>
    Statement.flatMap(({ Sid, Action, Resource }) =>
      listOf(Action).map(action => ({
        id: `${policy}/${Sid} ${action}`,
        statement: `${policy}/${Sid}`,
        action,
        isAbout: resource =>
          listOf(Resource).some(pattern => isLike(resource, pattern)),
      })),
    ),
  );
}

/** The policies with only those grants in them whose ids are given. Statements that are left without action go too. */
export function onlyGranted(policies, ids) {
  return Object.fromEntries(
    Object.entries(policies).flatMap(([policy, document]) => {
      const Statement = document.Statement.flatMap(statement => {
        const Action = listOf(statement.Action).filter(action =>
          ids.has(`${policy}/${statement.Sid} ${action}`),
        );
        return Action.length > 0 ? [{ ...statement, Action }] : [];
      });
      return Statement.length > 0 ? [[policy, { ...document, Statement }]] : [];
    }),
  );
}
