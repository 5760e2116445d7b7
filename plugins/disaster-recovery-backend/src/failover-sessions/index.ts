export { causeOf } from './causeOf';
export {
  DefaultFailoverSessions,
  type FailoverSessionsDependencies,
} from './DefaultFailoverSessions';
export { SYSTEM_PRINCIPAL } from './DefaultFailoverSessionStore';
export { hasLiveDrill, isFailed, noAgentWork } from './instanceRules';
export { toOperationSummary } from './operationSummary';
export { addFailoverSessionRoutes, sessionAccessFacts } from './router';
export { sessionFacts } from './sessionFacts';
export { STATUS_WORDS } from './sessionStatus';
export type * from './operationTypes';
export type * from './types';
