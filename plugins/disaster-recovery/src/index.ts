/**
 * Failover sessions, the failback wizard, Protection Groups, Recovery Plans and executions as pages of a portal.
 *
 * @packageDocumentation
 */
export { disasterRecoveryApiRef } from './api';
export { isDisasterRecoveryAvailable } from './catalog/isDisasterRecoveryAvailable';
export {
  DisasterRecoveryPage,
  disasterRecoveryPlugin,
  EntityDisasterRecoveryCard,
  EntityDisasterRecoveryContent,
} from './plugin';
export { disasterRecoveryTranslationRef } from './translation';
