export { DefaultExecutions } from './DefaultExecutions';
export { failureOf } from './jobLog';
export { addExecutionRoutes } from './router';
export type * from './types';
