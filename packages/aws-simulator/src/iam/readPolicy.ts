import { isKnownOperator } from './conditions';
import { PolicyDocument, PolicyStatement } from './types';

export function asList<Item>(value: Item | Item[] | undefined): Item[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function checkStatement(
  name: string,
  statement: PolicyStatement,
  isTrust: boolean,
): void {
  const fail = (message: string) =>
    new Error(`Policy ${name}, statement ${statement.Sid ?? ''}: ${message}`);
  const known = ['Sid', 'Effect', 'Action', 'Condition'].concat(
    isTrust ? 'Principal' : 'Resource',
  );
  const unknown = Object.keys(statement).find(key => !known.includes(key));
  if (unknown) {
    throw fail(`${unknown} is not understood here`);
  }
  if (!['Allow', 'Deny'].includes(statement.Effect)) {
    throw fail('Effect must be Allow or Deny');
  }
  const actions = asList(statement.Action);
  if (
    actions.length === 0 ||
    !actions.every(action => /^(\*|[a-z0-9-]+:[\w*?]+)$/.test(action))
  ) {
    throw fail('Action must name actions as service:Action');
  }
  const resources = asList(statement.Resource);
  if (!isTrust && resources.length === 0) {
    throw fail('Resource is missing');
  }
  const strange = resources.find(
    resource => resource !== '*' && resource.split(':').length < 6,
  );
  if (strange) {
    throw fail(`${strange} is not an ARN`);
  }
  if (isTrust && statement.Principal === undefined) {
    throw fail('Principal is missing');
  }
  const operator = Object.keys(statement.Condition ?? {}).find(
    item => !isKnownOperator(item),
  );
  if (operator) {
    throw fail(`the condition operator ${operator} is not understood here`);
  }
}

/**
 * The statements of a policy, once it has been checked.
 *
 * @throws Error for what IAM would refuse, and for what this simulator does not understand: a policy is never ignored in part
 */
export function readPolicy(
  name: string,
  document: PolicyDocument,
  isTrust = false,
): PolicyStatement[] {
  if (document?.Version !== '2012-10-17') {
    throw new Error(`Policy ${name} must have the Version 2012-10-17`);
  }
  const statements = asList(document.Statement);
  if (statements.length === 0) {
    throw new Error(`Policy ${name} has no statement`);
  }
  statements.forEach(statement => checkStatement(name, statement, isTrust));
  return statements;
}
