import { conditionsHold, isLike, RequestKeys } from './conditions';
import { asList, readPolicy } from './readPolicy';
import { AccessCheck, PolicyDocument, PolicyStatement } from './types';

export type Decision = {
  allowed: boolean;
  /** The statement that decided, as `POLICY/SID`; none when nothing spoke of the request. */
  statement?: string;
};

function applies(
  statement: PolicyStatement,
  { action, resource }: AccessCheck,
  keys: RequestKeys,
): boolean {
  return (
    asList(statement.Action).some(pattern =>
      isLike(action.toLowerCase(), pattern.toLowerCase()),
    ) &&
    asList(statement.Resource).some(pattern => isLike(resource, pattern)) &&
    conditionsHold(statement.Condition, keys)
  );
}

/** What policies say of one request, as IAM weighs them: a Deny wins, and what nothing allows is denied. */
export function decide(
  policies: Record<string, PolicyDocument>,
  check: AccessCheck,
  keys: RequestKeys,
): Decision {
  const speaking = Object.entries(policies).flatMap(([name, document]) =>
    readPolicy(name, document).flatMap((statement, index) =>
      applies(statement, check, keys)
        ? [{ statement, id: `${name}/${statement.Sid ?? index}` }]
        : [],
    ),
  );
  const denying = speaking.find(({ statement }) => statement.Effect === 'Deny');
  const deciding = denying ?? speaking[0];
  return {
    allowed: deciding !== undefined && denying === undefined,
    statement: deciding?.id,
  };
}

function isNamed(pattern: string, caller: { account: string; arn: string }) {
  const { account, arn } = caller;
  const role = arn
    .replace(':sts:', ':iam:')
    .replace(/:assumed-role\/([^/]+)\/.*$/, ':role/$1');
  return [account, `arn:aws:iam::${account}:root`, arn, role, '*'].includes(
    pattern,
  );
}

/** Whether a role's trust policy lets a caller in. */
export function trusts(
  trust: PolicyDocument,
  caller: { account: string; arn: string },
  keys: RequestKeys,
): boolean {
  const speaking = readPolicy('trust', trust, true).filter(
    ({ Principal, Action, Condition }) =>
      (Principal === '*' ||
        asList(Principal?.AWS).some(pattern => isNamed(pattern, caller))) &&
      asList(Action).includes('sts:AssumeRole') &&
      conditionsHold(Condition, keys),
  );
  return (
    speaking.length > 0 && speaking.every(({ Effect }) => Effect === 'Allow')
  );
}
