export { readinessHealthFactory } from './readinessHealthFactory';
export { ReadinessProbes, readinessServiceRef } from './readinessService';
export type { ReadinessProbe, ReadinessService } from './readinessService';
