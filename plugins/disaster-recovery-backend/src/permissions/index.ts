export { DenialRecorder } from './DenialRecorder';
export { PortalAccess } from './PortalAccess';
export { registerPermissions, type LoadFacts } from './registerPermissions';
export {
  failoverSessionConditions,
  protectionGroupConditions,
  recoveryPlanConditions,
} from './rules';
export type * from './types';
