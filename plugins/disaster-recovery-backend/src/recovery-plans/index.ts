export { countJobs, type JobQuotas } from './checkQuotas';
export { checkGroups } from './checkGroups';
export { DefaultRecoveryPlans } from './DefaultRecoveryPlans';
export { addRecoveryPlanRoutes, planFacts } from './router';
export type * from './types';
export { validatePlan } from './validatePlan';
