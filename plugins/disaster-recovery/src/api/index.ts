export { disasterRecoveryApiRef } from './disasterRecoveryApiRef';
