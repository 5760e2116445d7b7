export { FenceLostError } from './FenceLostError';
export { PgBossEngine } from './PgBossEngine';
export type * from './types';
