import { SYSTEMS } from './twoTeams.mjs';

const RECOVERY_THEN_DRILL = {
  executeFailback: 'mode',
  runRecoveryPlan: 'executionType',
};

/** What a group is made of, as its PUT takes it. */
export function groupInput(group) {
  const { name, description, owner, entityRef } = group;
  const { accountId, region, sourceRegion, selection, launchConfig } = group;
  return {
    name,
    description,
    owner,
    entityRef,
    accountId,
    region,
    sourceRegion,
    selection,
    launchConfig,
  };
}

/** What a plan is made of, as its PUT takes it. */
export function planInput(plan) {
  const { name, description, owner, entityRef, waves } = plan;
  return { name, description, owner, entityRef, waves };
}

/** What is deleted is a plan that nothing else needs; a group that a plan needs cannot be deleted at all. */
async function idOf({ method, collection }, { api, ids, system }) {
  const id = ids[system][collection];
  if (method !== 'DELETE' || collection !== 'recovery-plans') {
    return id;
  }
  const plan = await api.get(`/recovery-plans/${id}`);
  const name = `spare-${Math.random().toString(36).slice(2)}`;
  const spare = await api.post('/recovery-plans', { ...planInput(plan), name });
  return spare.id;
}

/** The body of an operation: good in itself, though the state of things may forbid what it asks for. */
async function bodyOf(operation, variant, { api, ids, system }) {
  const own = collection =>
    api.get(`/${collection}/${ids[system][collection]}`);
  switch (operation.id) {
    case 'adoptFailoverSession':
      return {
        accountId: SYSTEMS[system].accountId,
        region: 'us-west-2',
        jobIds: ['drsjob-00000000000000000'],
      };
    case 'cleanup':
      return { planId: 'not-the-plan', deleteSourceServers: false };
    case 'releaseSourceServers':
      return { instanceIds: ['i-0123456789abcdef0'], confirm: 'not-its-name' };
    case 'createProtectionGroup':
      return groupInput(await own('protection-groups'));
    case 'updateProtectionGroup': {
      const group = await own('protection-groups');
      return { ...groupInput(group), version: group.version };
    }
    case 'createRecoveryPlan':
    case 'validateRecoveryPlan':
      return planInput(await own('recovery-plans'));
    case 'updateRecoveryPlan': {
      const plan = await own('recovery-plans');
      return { ...planInput(plan), version: plan.version };
    }
    default:
      return operation.id in RECOVERY_THEN_DRILL
        ? {
            [RECOVERY_THEN_DRILL[operation.id]]: variant ? 'DRILL' : 'RECOVERY',
          }
        : {};
  }
}

function queryOf(operation, variant, { ids, system }) {
  switch (operation.id) {
    case 'listSourceServers':
      return { accountId: SYSTEMS[system].accountId, region: 'us-west-2' };
    case 'validateRecoveryPlan':
      return variant ? { planId: ids[system]['recovery-plans'] } : undefined;
    default:
      return undefined;
  }
}

/**
 * A request that the document allows, about what one of the two systems has.
 *
 * @param operation - of `operationsOf`
 * @param variant - 0, or 1 for the second of an operation's two permissions
 * @param world - `api` of an administrator, `ids` of `startTwoTeams`, the `system`
 */
export async function validRequest(operation, variant, world) {
  return {
    method: operation.method,
    path: operation.path.replace('{id}', await idOf(operation, world)),
    query: queryOf(operation, variant, world),
    body: operation.bodySchema && (await bodyOf(operation, variant, world)),
  };
}
