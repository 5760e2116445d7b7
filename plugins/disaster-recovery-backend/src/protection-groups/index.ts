export type * from './types';
export { DefaultProtectionGroups } from './DefaultProtectionGroups';
export { addProtectionGroupRoutes, groupFacts } from './router';
export { carryLaunchSettings } from './carryLaunchSettings';
export { effectiveLaunchConfig } from './effectiveLaunchConfig';
export { mirroredName } from './mirroredName';
