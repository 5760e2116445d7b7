import type {
  BasicPermission,
  Permission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { useWords } from '../useWords';

/** A permission that a button needs, and on what. */
export interface NeededPermission {
  permission: Permission;
  /** The id of the session, group or plan, for a permission on such a thing. */
  resourceRef?: string;
}

/** Why the reader may not do something, in a sentence; undefined when they may. */
export function usePermissionReason(
  needed: NeededPermission,
): string | undefined {
  const t = useWords();
  const { permission, resourceRef } = needed;
  const { loading, allowed } = usePermission(
    'resourceType' in permission
      ? { permission: permission as ResourcePermission, resourceRef }
      : { permission: permission as BasicPermission },
  );
  if (allowed) {
    return undefined;
  }
  return loading
    ? t('common.checkingPermission')
    : t('common.notAllowed', { permission: permission.name });
}
