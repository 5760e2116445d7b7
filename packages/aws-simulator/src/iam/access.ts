import { Principal } from '../world/types';
import { World } from '../world/World';
import { RequestKeys } from './conditions';
import { decide, Decision } from './decide';
import { AccessCheck, PrincipalPolicies } from './types';

/** A question to the policies of a caller. */
export type AccessQuestion = {
  principal: Principal;
  region: string;
  /** The call that needs it, for example `drs:StartRecovery`. */
  operation: string;
  /** The service that asks in the caller's name, for example `drs.amazonaws.com`. */
  via?: string;
  checks: AccessCheck[];
};

/** Why a request was denied, in the words that IAM has for it. */
export type Denial = { check: AccessCheck; words: string };

/** `role/NAME` of whoever assumed it, `user/NAME` of a user. */
export function principalName(arn: string): string {
  const [kind, name] = arn.split(':')[5].split('/');
  return kind === 'assumed-role' ? `role/${name}` : `${kind}/${name}`;
}

export function policiesOf(
  world: World,
  { account, arn }: Principal,
): PrincipalPolicies | undefined {
  return world.state.access.principals[`${account}/${principalName(arn)}`];
}

function keysOf(question: AccessQuestion, check: AccessCheck): RequestKeys {
  const keys: RequestKeys = new Map();
  const put = (key: string, value: string) =>
    keys.set(key.toLowerCase(), [value]);
  put('aws:PrincipalAccount', question.principal.account);
  put('aws:PrincipalArn', question.principal.arn);
  put('aws:RequestedRegion', question.region);
  put('aws:ViaAWSService', String(question.via !== undefined));
  if (question.via) put('aws:CalledVia', question.via);
  const [service] = check.action.split(':');
  for (const [key, value] of Object.entries(check.resourceTags ?? {})) {
    put(`aws:ResourceTag/${key}`, value);
    put(`${service}:ResourceTag/${key}`, value);
  }
  for (const [key, value] of Object.entries(check.requestTags ?? {})) {
    put(`aws:RequestTag/${key}`, value);
  }
  if (check.requestTags) {
    keys.set('aws:tagkeys', Object.keys(check.requestTags));
  }
  for (const [key, value] of Object.entries(check.keys ?? {})) put(key, value);
  return keys;
}

function note(
  world: World,
  { principal, operation, via }: AccessQuestion,
  { action, resource }: AccessCheck,
  { allowed, statement }: Decision,
): void {
  const { access } = world.state;
  const name = principalName(principal.arn);
  const { account } = principal;
  const key = JSON.stringify([
    account,
    name,
    action,
    operation,
    via,
    allowed,
    statement,
  ]);
  access.questions += 1;
  const count = (access.uses[key]?.count ?? 0) + 1;
  access.uses[key] = {
    account,
    principal: name,
    action,
    operation,
    via,
    allowed,
    statement,
    resource,
    count,
    last: access.questions,
  };
}

function wordsOf(
  { principal }: AccessQuestion,
  { action, resource }: AccessCheck,
  decision: Decision,
): string {
  const where = resource === '*' ? '' : ` on resource: ${resource}`;
  const why = decision.statement
    ? 'with an explicit deny in an identity-based policy'
    : `because no identity-based policy allows the ${action} action`;
  return `User: ${principal.arn} is not authorized to perform: ${action}${where} ${why}`;
}

/** The first thing that the caller's policies do not allow; nothing for a caller without policies. */
export function findDenial(
  world: World,
  question: AccessQuestion,
): Denial | undefined {
  const own = policiesOf(world, question.principal);
  if (!own) return undefined;
  for (const check of question.checks) {
    const decision = decide(own.policies, check, keysOf(question, check));
    note(world, question, check, decision);
    if (!decision.allowed) {
      return { check, words: wordsOf(question, check, decision) };
    }
  }
  return undefined;
}
