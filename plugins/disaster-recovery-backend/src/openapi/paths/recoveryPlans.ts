import { operation, ordering, paging, pathId, query } from '../describe';

const tag = 'Recovery Plans';
const base = 'disaster-recovery.recovery-plan';

const executionType = query('executionType', {
  type: 'string',
  enum: ['DRILL', 'RECOVERY'],
  default: 'RECOVERY',
});

/** The paths of Recovery Plans, and of running them. */
export const recoveryPlanPaths = {
  '/recovery-plans': {
    get: operation({
      operationId: 'listRecoveryPlans',
      summary: 'Recovery Plans, a page at a time',
      tag,
      permission: `${base}.read`,
      parameters: [
        query('text', { type: 'string', maxLength: 200 }),
        query('accountId', { type: 'string', maxLength: 300 }),
        query('region', { type: 'string', maxLength: 300 }),
        query('owner', { type: 'string', maxLength: 300 }),
        query('entityRef', { type: 'string', maxLength: 300 }),
        query('protectionGroupId', { type: 'string', maxLength: 300 }),
        query('includeMirrored', { type: 'boolean', default: false }),
        ...ordering(['name', 'updatedAt'], 'name'),
        ...paging,
      ],
      answer: 'RecoveryPlanPage',
    }),
    post: operation({
      operationId: 'createRecoveryPlan',
      summary: 'Creates a plan',
      tag,
      permission: `${base}.create`,
      body: 'RecoveryPlanInput',
      status: 201,
      answer: 'RecoveryPlan',
    }),
  },
  '/recovery-plans/validate': {
    post: operation({
      operationId: 'validateRecoveryPlan',
      summary: 'What a plan as typed would meet: cycles, quotas, conflicts',
      tag,
      permission: `${base}.create\`, or for a plan that is there \`${base}.update`,
      parameters: [
        query(
          'planId',
          { type: 'string', minLength: 1, maxLength: 100 },
          'The plan that is being edited; without it the plan is a new one',
        ),
      ],
      body: 'RecoveryPlanInput',
      answer: 'PlanValidation',
    }),
  },
  '/recovery-plans/{id}': {
    get: operation({
      operationId: 'getRecoveryPlan',
      summary: 'One plan, with its waves',
      tag,
      permission: `${base}.read`,
      parameters: [pathId],
      answer: 'RecoveryPlan',
    }),
    put: operation({
      operationId: 'updateRecoveryPlan',
      summary: 'Replaces a plan, if its version is still the one that was read',
      tag,
      permission: `${base}.update`,
      parameters: [pathId],
      body: 'RecoveryPlanUpdate',
      answer: 'RecoveryPlan',
    }),
    delete: operation({
      operationId: 'deleteRecoveryPlan',
      summary: 'Deletes a plan that is not running',
      tag,
      permission: `${base}.delete`,
      parameters: [pathId],
      status: 204,
    }),
  },
  '/recovery-plans/{id}/preflight': {
    get: operation({
      operationId: 'getPreflight',
      asksAws: true,
      summary:
        'What a run would do, what it would destroy, what stands against it',
      tag,
      permission: `${base}.read`,
      parameters: [pathId, executionType],
      answer: 'Preflight',
    }),
  },
  '/recovery-plans/{id}/run': {
    post: operation({
      operationId: 'runRecoveryPlan',
      summary: 'Runs the plan, as a drill or as the recovery',
      tag,
      permission: `${base}.run-recovery\`, or for a drill \`${base}.run-drill`,
      parameters: [pathId],
      body: 'RunPlanInput',
      status: 202,
      answer: 'Execution',
    }),
  },
};
