import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { DISASTER_RECOVERY_CHANNEL } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { Outbox } from '../outbox';
import { NOTIFICATIONS } from './notificationChannel';
import type { ChangePublisher, PortalNotification } from './types';

/** Signals for open pages, when the portal has them, and notifications for people. */
export class PortalChangePublisher implements ChangePublisher {
  readonly #logger: LoggerService;
  readonly #signals: SignalsService;
  readonly #outbox: Outbox;

  constructor(options: {
    logger: LoggerService;
    signals: SignalsService;
    outbox: Outbox;
  }) {
    this.#logger = options.logger;
    this.#signals = options.signals;
    this.#outbox = options.outbox;
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

  async notify(
    database: Knex,
    notification: PortalNotification,
  ): Promise<void> {
    await this.#outbox.put(database, NOTIFICATIONS, {
      content: notification,
      scope: notification.scope,
    });
  }
}
