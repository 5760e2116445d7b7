import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { catalogMessages } from './messages/catalog';
import { cleanupMessages } from './messages/cleanup';
import { commonMessages } from './messages/common';
import { executionsMessages } from './messages/executions';
import { groupsMessages } from './messages/groups';
import { launchMessages } from './messages/launch';
import { plansMessages } from './messages/plans';
import { sessionMessages } from './messages/session';
import { sessionsMessages } from './messages/sessions';
import { statusMessages } from './messages/status';
import { wizardMessages } from './messages/wizard';

/**
 * Every sentence of the plugin's pages, to be translated or reworded by an app. Messages are kept by page in `messages/`.
 *
 * @public
 */
export const disasterRecoveryTranslationRef = createTranslationRef({
  id: 'plugin.disaster-recovery',
  messages: {
    common: commonMessages,
    status: statusMessages,
    sessions: sessionsMessages,
    session: sessionMessages,
    wizard: wizardMessages,
    cleanup: cleanupMessages,
    groups: groupsMessages,
    launch: launchMessages,
    plans: plansMessages,
    executions: executionsMessages,
    catalog: catalogMessages,
  },
});
