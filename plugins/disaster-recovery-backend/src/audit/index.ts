export { DatabaseAuditLog, type LogDelivery } from './DatabaseAuditLog';
export { listAuditEvents } from './listAuditEvents';
export { notificationChannel } from './notificationChannel';
export { PortalChangePublisher } from './PortalChangePublisher';
export type * from './types';
