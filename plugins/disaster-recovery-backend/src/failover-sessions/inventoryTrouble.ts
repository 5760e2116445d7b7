import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';
import { type AwsOperationError, unansweredDetails } from '../aws';
import type { SessionRecord } from './types';

/** Marks a session's last error as one of its inventory: it goes away when AWS answers again. */
export const INVENTORY_ERROR = 'InventoryError';

/** That AWS cannot be asked which machines a failover launched. */
export function inventoryTrouble(
  { name }: Pick<SessionRecord, 'name'>,
  error: AwsOperationError,
  at: Date,
): ErrorDetails {
  return unansweredDetails(error.failure, {
    what: `The machines of ${name} cannot be looked up`,
    code: INVENTORY_ERROR,
    at,
  });
}
