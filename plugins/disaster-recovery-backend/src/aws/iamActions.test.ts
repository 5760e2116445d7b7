import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const DOCUMENT = resolve(__dirname, '../../../../docs/security.md');

/** The IAM action of every call that this folder can make: a command of the SDK is named after its operation. */
function actionsCalled(): string[] {
  const actions = readdirSync(__dirname)
    .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap(name => {
      const source = readFileSync(resolve(__dirname, name), 'utf8');
      const imports = source.matchAll(
        /import (?:type )?\{([^}]*)\} from '@aws-sdk\/client-([a-z-]+)'/g,
      );
      return [...imports].flatMap(([, names, client]) =>
        [...names.matchAll(/\b(\w+)Command\b/g)].map(
          ([, operation]) =>
            `${client === 'cloudwatch-logs' ? 'logs' : client}:${operation}`,
        ),
      );
    });
  return [...new Set(actions)].sort();
}

describe('the IAM actions of docs/security.md', () => {
  it('are all that the portal calls', () => {
    const granted = [
      ...readFileSync(DOCUMENT, 'utf8').matchAll(/["`]([a-z0-9]+:[\w*]+)["`]/g),
    ].map(([, action]) => new RegExp(`^${action.replace('*', '\\w+')}$`));
    const called = actionsCalled();
    expect(called).toEqual(
      expect.arrayContaining([
        'drs:ReverseReplication',
        'logs:PutLogEvents',
        'ssm:SendCommand',
      ]),
    );
    expect(
      called.filter(action => !granted.some(pattern => pattern.test(action))),
    ).toEqual([]);
  });
});
