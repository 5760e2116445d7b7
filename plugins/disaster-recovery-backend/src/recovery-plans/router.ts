import {
  type ProtectionGroup,
  protectionGroupReadPermission,
  type RecoveryPlan,
  recoveryPlanCreatePermission,
  recoveryPlanDeletePermission,
  recoveryPlanReadPermission,
  type RecoveryPlanUpdate,
  recoveryPlanUpdatePermission,
  type Wave,
} from '@internal/plugin-disaster-recovery-common';
import type { Request, Router } from 'express';
import type { Access, AccessFacts } from '../permissions';
import { groupFacts, type ProtectionGroups } from '../protection-groups';
import type { DefaultRecoveryPlans } from './DefaultRecoveryPlans';
import { futureFacts } from './futureFacts';

/** What permission rules look at in a plan. */
export function planFacts(plan: RecoveryPlan): AccessFacts {
  return {
    id: plan.id,
    owner: plan.owner,
    accountId: plan.accountId,
    regions: [plan.region, plan.sourceRegion],
  };
}

/** Routes of Recovery Plans: list, read, create, change, delete, and validation of a plan as typed. */
export function addRecoveryPlanRoutes(
  router: Router,
  {
    access,
    groups,
    plans,
  }: { access: Access; groups: ProtectionGroups; plans: DefaultRecoveryPlans },
): void {
  /** A plan launches what its groups hold: nobody plans with groups that they may not even see. */
  async function requireGroups(
    req: Request,
    waves: Wave[],
  ): Promise<ProtectionGroup[]> {
    const ids = new Set(waves.flatMap(wave => wave.protectionGroupIds));
    const found = await groups.getMany([...ids]);
    await Promise.all(
      found.map(group =>
        access.requireOn(req, protectionGroupReadPermission, groupFacts(group)),
      ),
    );
    return found;
  }

  /** A plan can become only what its maker could have changed: of that owner, in those accounts, with actions in those. */
  async function requireChange(
    req: Request,
    id: string,
    plan: RecoveryPlanUpdate,
  ): Promise<void> {
    for (const facts of futureFacts(
      id,
      plan,
      await requireGroups(req, plan.waves),
    )) {
      await access.requireOn(req, recoveryPlanUpdatePermission, facts);
    }
  }

  router.get('/recovery-plans', async (req, res) => {
    const { narrow } = await access.filter(req, recoveryPlanReadPermission, {
      id: 'recovery_plans.id',
      owner: 'recovery_plans.owner',
      accountId: 'recovery_plans.account_id',
      regions: ['recovery_plans.region', 'recovery_plans.source_region'],
    });
    res.json(await plans.list(req.query, narrow));
  });

  router.post('/recovery-plans', async (req, res) => {
    const { principal } = await access.require(
      req,
      recoveryPlanCreatePermission,
    );
    await requireGroups(req, req.body.waves);
    res.status(201).json(await plans.create(req.body, principal));
  });

  router.post('/recovery-plans/validate', async (req, res) => {
    const { planId } = req.query as { planId?: string };
    if (planId === undefined) {
      await access.require(req, recoveryPlanCreatePermission);
    } else {
      const plan = await plans.get(planId);
      await access.requireOn(
        req,
        recoveryPlanUpdatePermission,
        planFacts(plan),
      );
    }
    await requireGroups(req, req.body.waves);
    res.json(await plans.validate(req.body));
  });

  router.get('/recovery-plans/:id', async (req, res) => {
    const plan = await plans.get(req.params.id);
    await access.requireOn(req, recoveryPlanReadPermission, planFacts(plan));
    res.json(plan);
  });

  router.put('/recovery-plans/:id', async (req, res) => {
    const { principal } = await access.requireOn(
      req,
      recoveryPlanUpdatePermission,
      planFacts(await plans.get(req.params.id)),
    );
    await requireChange(req, req.params.id, req.body);
    res.json(await plans.update(req.params.id, req.body, principal));
  });

  router.delete('/recovery-plans/:id', async (req, res) => {
    const { principal } = await access.requireOn(
      req,
      recoveryPlanDeletePermission,
      planFacts(await plans.get(req.params.id)),
    );
    await plans.delete(req.params.id, principal);
    res.status(204).end();
  });
}
