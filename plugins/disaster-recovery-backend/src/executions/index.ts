export { DefaultExecutions } from './DefaultExecutions';
export { addExecutionRoutes } from './router';
export type * from './types';
