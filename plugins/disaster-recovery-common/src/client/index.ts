export { DisasterRecoveryClient } from './DisasterRecoveryClient';
export type * from './types';
