import type { Entity } from '@backstage/catalog-model';
import { groupReferences } from './groupsOf';

/**
 * Whether an entity names Protection Groups: for `EntitySwitch` and the like on the legacy frontend system.
 *
 * @public
 */
export function isDisasterRecoveryAvailable(entity: Entity): boolean {
  return groupReferences(entity).length > 0;
}
