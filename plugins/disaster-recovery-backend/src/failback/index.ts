export type { FailbackDependencies } from './FailbackDependencies';
export { registerFailback } from './registerFailback';
export { addFailbackRoutes } from './router';
