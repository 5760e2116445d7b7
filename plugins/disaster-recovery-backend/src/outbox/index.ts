export { DatabaseOutbox } from './DatabaseOutbox';
export type * from './types';
