/**
 * Runs failover, failback, re-protection and cleanup on AWS Elastic Disaster Recovery for the portal.
 *
 * @packageDocumentation
 */
export { disasterRecoveryPlugin as default } from './plugin';
export {
  failoverSessionConditions,
  protectionGroupConditions,
  recoveryPlanConditions,
} from './permissions';
export { readinessHealthFactory, readinessServiceRef } from './readiness';
export type { ReadinessProbe, ReadinessService } from './readiness';
