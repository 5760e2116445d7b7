import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const DOCS = resolve(__dirname, '../../../../docs');
/** Of IAM: characters of a managed policy without white space, and policies of one role. */
const LONGEST_POLICY = 6144;
const MOST_POLICIES = 10;
/** Of the portal's own account, and of whom the roles trust. */
const APART = ['portal-account.json', 'trust.json'];

interface Statement {
  Sid: string;
  Action: string | string[];
  Condition?: { Bool?: Record<string, string> };
}

const files = readdirSync(resolve(DOCS, 'iam'));
const read = (file: string) => readFileSync(resolve(DOCS, 'iam', file), 'utf8');
const rolePolicies = files.filter(file => !APART.includes(file));
const statements = rolePolicies.flatMap(
  file => JSON.parse(read(file)).Statement as Statement[],
);
const actionsOf = ({ Action }: Statement) => [Action].flat();
const isDoneByDrs = ({ Condition }: Statement) =>
  Condition?.Bool?.['aws:ViaAWSService'] === 'true';

/** The service whose client a file opens; what changes DRS is called with the client of what reads it. */
function serviceOf(source: string): string | undefined {
  const client = source.match(/import\('@aws-sdk\/client-([a-z0-9-]+)'\)/)?.[1];
  if (client === undefined && source.includes('extends DrsReader')) {
    return 'drs';
  }
  return client === 'cloudwatch-logs' ? 'logs' : client;
}

/** The IAM action of every call that this folder can make: a method of a client is named after its operation. */
function actionsCalled(): string[] {
  const actions = readdirSync(__dirname)
    .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap(name => {
      const source = readFileSync(resolve(__dirname, name), 'utf8');
      const calls = source.matchAll(
        /await this\.#?client\(\)\s*\)\.(\w)(\w+)\(/g,
      );
      return [...calls].map(
        ([, first, rest]) =>
          `${serviceOf(source)}:${first.toUpperCase()}${rest}`,
      );
    });
  return [...new Set(actions)].sort();
}

describe('the IAM policies of docs/iam', () => {
  it('allow what the portal calls, and beside it only what DRS does in its name', () => {
    const called = actionsCalled();
    expect(called).toEqual(
      expect.arrayContaining([
        'drs:ReverseReplication',
        'logs:PutLogEvents',
        'ssm:SendCommand',
      ]),
    );
    const own = statements
      .filter(statement => !isDoneByDrs(statement))
      .flatMap(actionsOf);
    expect([...new Set(own)].sort()).toEqual(
      // A role is passed by whoever lets DRS start an instance with it: there is no call for it.
      [...called, 'iam:PassRole'].sort(),
    );
  });

  it('name every action in full', () => {
    expect(
      statements.flatMap(actionsOf).filter(action => action.includes('*')),
    ).toEqual([]);
  });

  it('fit on one role', () => {
    expect(rolePolicies.length).toBeLessThanOrEqual(MOST_POLICIES);
    for (const file of rolePolicies) {
      expect(read(file).replace(/\s/g, '').length).toBeLessThan(LONGEST_POLICY);
    }
  });

  it('are linked in docs/security.md, which says what to fill in', () => {
    const security = readFileSync(resolve(DOCS, 'security.md'), 'utf8');
    expect(files.filter(file => !security.includes(`(iam/${file})`))).toEqual(
      [],
    );
    const places = files.flatMap(file =>
      [...read(file).matchAll(/\b[A-Z]+(?:_[A-Z]+)+\b/g)].map(
        ([place]) => place,
      ),
    );
    expect(places).toContain('EXTERNAL_ID');
    expect(
      [...new Set(places)].filter(place => !security.includes(`\`${place}\``)),
    ).toEqual([]);
  });
});
