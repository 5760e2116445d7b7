import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Channel } from '../outbox';
import type { PortalNotification } from './types';

export const NOTIFICATIONS = 'notifications';

/** Older news is shown in the portal itself. */
const PATIENCE_MS = 15 * 60_000;

/** The portal's notifications, one by one. A portal that has none refuses them all. */
export function notificationChannel(
  notifications: NotificationService,
): Channel<PortalNotification> {
  return {
    name: NOTIFICATIONS,
    mostAtOnce: 1,
    patienceMs: PATIENCE_MS,
    send: async ([{ content }]) => {
      const { owner, ...payload } = content;
      await notifications.send({
        recipients: owner
          ? { type: 'entity', entityRef: owner }
          : { type: 'broadcast' },
        payload: { ...payload, topic: 'disaster-recovery' },
      });
    },
    // The service tells the status in its words alone.
    isRefusal: error => /status 4(?!08|29)\d\d/.test(String(error)),
  };
}
