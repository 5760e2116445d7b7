/** Permissions that are had or not, whatever it is about: what is asked for does not exist yet, or is AWS's. */
const ABOUT_NOTHING = /(\.create|\.adopt|source-server\.read)$/;

/** What each caller is, and what is due to it; a column of the matrix for each. */
export const COLUMNS = [
  { key: 'noToken', title: 'no token', due: 'unknown' },
  { key: 'badToken', title: 'bad token', due: 'unknown' },
  { key: 'nobody', title: 'user, no grant', due: 'forbidden' },
  { key: 'without', title: 'user, all but it', due: 'forbidden' },
  { key: 'only', title: 'user, only it', due: 'allowed' },
  { key: 'only', title: 'only it, unknown id', system: 'none', due: 'missing' },
  { key: 'account', title: 'in its account', due: 'narrowed' },
  {
    key: 'account',
    title: "another's account",
    system: 'billing',
    due: 'outside',
  },
  { key: 'team', title: "its team's", due: 'narrowed' },
  { key: 'team', title: "another team's", system: 'billing', due: 'outside' },
  { key: 'serviceWithout', title: 'service, all but it', due: 'forbidden' },
  { key: 'serviceOnly', title: 'service, only it', due: 'allowed' },
  { key: 'service', title: 'service, unrestricted', due: 'allowed' },
  { key: 'elsewhere', title: 'token for another plugin', due: 'elsewhere' },
];

/** The columns while the permission framework is off. */
export const COLUMNS_WHEN_OFF = [
  { key: 'noToken', title: 'off: no token', due: 'unknown' },
  { key: 'badToken', title: 'off: bad token', due: 'unknown' },
  { key: 'nobody', title: 'off: user', due: 'allowed' },
];

const isList = ({ method, path }) => method === 'GET' && !path.includes('{id}');

/**
 * What is due to one caller of one operation: `unknown`, `forbidden`, `elsewhere`, `missing`, `allowed`, or `narrowed`,
 * a list of nothing but its own. Undefined where the question makes no sense.
 */
export function dueTo(column, { operation, permission }) {
  const list = isList(operation);
  const noCondition = ABOUT_NOTHING.test(permission);
  switch (column.due) {
    case 'missing':
      return operation.path.includes('{id}') ? 'missing' : undefined;
    case 'narrowed':
      if (noCondition) {
        return 'forbidden';
      }
      return list ? 'narrowed' : 'allowed';
    case 'outside':
      return list || noCondition ? undefined : 'forbidden';
    default:
      return column.due;
  }
}

/** Gives the tokens of a column's caller for a permission; more than one where there are several ways to be it. */
export async function tokensOf(
  column,
  permission,
  { tokens, tokenOf, portal },
) {
  switch (column.key) {
    case 'noToken':
      return [undefined];
    case 'badToken':
      return badTokens(await tokenOf('nobody'));
    case 'nobody':
      return [await tokenOf('nobody')];
    case 'serviceWithout':
      return [tokens.without[permission]];
    case 'serviceOnly':
      return [tokens.only[permission]];
    case 'service':
      return [portal.automationToken];
    case 'elsewhere':
      return [tokens.elsewhere];
    default:
      return [await tokenOf(`${column.key} ${permission}`)];
  }
}

const base64 = value =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** A word, a token of nobody's making, and a good one that was made to name somebody else. */
function badTokens(good) {
  const [head, body, signature] = good.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  const forged = base64({ ...claims, sub: 'user:default/guest' });
  return [
    'not-a-token',
    `${head}.${forged}.${signature}`,
    `${base64({ alg: 'none', typ: 'vnd.backstage.user' })}.${forged}.`,
  ];
}
