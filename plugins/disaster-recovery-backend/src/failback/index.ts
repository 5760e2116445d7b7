export type { FailbackDependencies } from './FailbackDependencies';
export { registerFailback } from './registerFailback';
