import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';
import { type AwsOperationError, toErrorDetails } from '../aws';
import type { SessionRecord } from './types';

/** Marks a session's last error as one of its inventory: it goes away when AWS answers again. */
export const INVENTORY_ERROR = 'InventoryError';

/** That AWS cannot be asked which machines a failover launched. */
export function inventoryTrouble(
  { name, accountId, recoveryRegion }: SessionRecord,
  error: AwsOperationError,
  at: Date,
): ErrorDetails {
  const { service, code, reason } = error.failure;
  return toErrorDetails(error, {
    message: `The machines of ${name} cannot be looked up: ${service.toUpperCase()} of ${recoveryRegion} in account ${accountId} refuses or does not answer.`,
    code: INVENTORY_ERROR,
    reason: `${code}: ${reason}`,
    remedy:
      'It is asked again by itself. If this lasts, see to it that AWS can be reached with the credentials of this account.',
    at: at.toISOString(),
  });
}
