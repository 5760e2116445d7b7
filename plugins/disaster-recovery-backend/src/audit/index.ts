export { CloudWatchDelivery } from './CloudWatchDelivery';
export { DatabaseAuditLog, type LogDelivery } from './DatabaseAuditLog';
export { listAuditEvents } from './listAuditEvents';
export { PortalChangePublisher } from './PortalChangePublisher';
export type * from './types';
