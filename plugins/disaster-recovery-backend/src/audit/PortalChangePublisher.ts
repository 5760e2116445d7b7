import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { DISASTER_RECOVERY_CHANNEL } from '@internal/plugin-disaster-recovery-common';
import type { ChangePublisher } from './types';

/** Signals for open pages and notifications for people, when the portal has them; nothing when it has not. */
export class PortalChangePublisher implements ChangePublisher {
  readonly #logger: LoggerService;
  readonly #signals: SignalsService;
  readonly #notifications: NotificationService;

  constructor(options: {
    logger: LoggerService;
    signals: SignalsService;
    notifications: NotificationService;
  }) {
    this.#logger = options.logger;
    this.#signals = options.signals;
    this.#notifications = options.notifications;
  }

  publish(change: Parameters<ChangePublisher['publish']>[0]): void {
    this.#signals
      .publish({
        channel: DISASTER_RECOVERY_CHANNEL,
        recipients: { type: 'broadcast' },
        message: { ...change },
      })
      .catch(error => this.#logger.debug('No signal was sent', error as Error));
  }

  notify(notification: Parameters<ChangePublisher['notify']>[0]): void {
    const { owner, ...payload } = notification;
    this.#notifications
      .send({
        recipients: owner
          ? { type: 'entity', entityRef: owner }
          : { type: 'broadcast' },
        payload: { ...payload, topic: 'disaster-recovery' },
      })
      .catch(error =>
        this.#logger.debug('No notification was sent', error as Error),
      );
  }
}
