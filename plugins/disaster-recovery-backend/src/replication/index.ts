export { deriveReplicationState } from './deriveReplicationState';
export { InstanceSteps, type OpenTarget } from './InstanceSteps';
export { patientWaitMs } from './patientWaitMs';
export { isReProtected, returnedInstances } from './reProtectionProgress';
export { registerReplication, type Replication } from './registerReplication';
export { mayBeAcceptedLater, reverseOnce } from './reverseOnce';
export { addReplicationRoutes } from './router';
export { wakeWatch } from './watchedSessions';
