export type * from './types';
export { DefaultProtectionGroups } from './DefaultProtectionGroups';
export { addProtectionGroupRoutes, groupFacts } from './router';
export { effectiveLaunchConfig } from './effectiveLaunchConfig';
export { mirroredName } from './mirroredName';
