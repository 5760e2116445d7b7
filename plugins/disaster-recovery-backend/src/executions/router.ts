import {
  executionCancelPermission,
  executionPausePermission,
  executionReadPermission,
  executionResumePermission,
  executionRetryPermission,
  executionTerminatePermission,
  type ExecutionType,
  recoveryPlanReadPermission,
  recoveryPlanRunDrillPermission,
  recoveryPlanRunRecoveryPermission,
} from '@internal/plugin-disaster-recovery-common';
import type { Router } from 'express';
import type { Access, AccessFacts } from '../permissions';
import { planFacts, type RecoveryPlans } from '../recovery-plans';
import type { DefaultExecutions } from './DefaultExecutions';

const CONTROLS = {
  pause: executionPausePermission,
  resume: executionResumePermission,
  cancel: executionCancelPermission,
  retry: executionRetryPermission,
  terminate: executionTerminatePermission,
} as const;

/** What permission rules look at in an execution. */
export function executionFacts(execution: {
  id: string;
  owner?: string;
  accountId: string;
  region: string;
  sourceRegion: string;
  status: string;
}): AccessFacts {
  return {
    id: execution.id,
    owner: execution.owner,
    accountId: execution.accountId,
    regions: [execution.region, execution.sourceRegion],
    status: execution.status,
  };
}

/** Routes of executions: preflight and run of a plan; list, read, job log; and what one may do with a run. */
export function addExecutionRoutes(
  router: Router,
  {
    access,
    plans,
    executions,
  }: { access: Access; plans: RecoveryPlans; executions: DefaultExecutions },
): void {
  router.get('/recovery-plans/:id/preflight', async (req, res) => {
    const plan = await plans.get(req.params.id);
    await access.requireOn(req, recoveryPlanReadPermission, planFacts(plan));
    const type = req.query.executionType as ExecutionType;
    res.json(await executions.preflight(plan.id, type));
  });

  router.post('/recovery-plans/:id/run', async (req, res) => {
    const plan = await plans.get(req.params.id);
    const { executionType, acceptDestroyed } = req.body;
    const { principal } = await access.requireOn(
      req,
      executionType === 'DRILL'
        ? recoveryPlanRunDrillPermission
        : recoveryPlanRunRecoveryPermission,
      planFacts(plan),
    );
    const execution = await executions.start({
      planId: plan.id,
      executionType,
      acceptDestroyed,
      purpose: 'FAILOVER',
      requestedBy: principal,
    });
    res.status(202).json(execution);
  });

  router.get('/executions', async (req, res) => {
    const { narrow } = await access.filter(req, executionReadPermission, {
      id: 'executions.id',
      owner: 'executions.owner',
      accountId: 'executions.account_id',
      regions: ['executions.region', 'executions.source_region'],
      status: 'executions.status',
    });
    res.json(await executions.list(req.query, narrow));
  });

  router.get('/executions/:id', async (req, res) => {
    const execution = await executions.get(req.params.id);
    await access.requireOn(
      req,
      executionReadPermission,
      executionFacts(execution),
    );
    res.json(execution);
  });

  router.get('/executions/:id/job-log', async (req, res) => {
    await access.requireOn(
      req,
      executionReadPermission,
      executionFacts(await executions.get(req.params.id)),
    );
    res.json({ items: await executions.jobLog(req.params.id) });
  });

  for (const verb of Object.keys(CONTROLS) as (keyof typeof CONTROLS)[]) {
    router.post(`/executions/:id/${verb}`, async (req, res) => {
      const { principal } = await access.requireOn(
        req,
        CONTROLS[verb],
        executionFacts(await executions.get(req.params.id)),
      );
      res.status(202).json(await executions[verb](req.params.id, principal));
    });
  }
}
