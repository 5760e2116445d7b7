import { createApiRef } from '@backstage/core-plugin-api';
import type { DisasterRecoveryApi } from '@internal/plugin-disaster-recovery-common';

/**
 * The REST API of the disaster-recovery backend, as the pages use it.
 *
 * @public
 */
export const disasterRecoveryApiRef = createApiRef<DisasterRecoveryApi>({
  id: 'plugin.disaster-recovery.client',
});
