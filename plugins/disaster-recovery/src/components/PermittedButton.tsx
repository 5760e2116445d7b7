import { ActionButton, type ActionButtonProps } from './ActionButton';
import {
  usePermissionReason,
  type NeededPermission,
} from './usePermissionReason';

/** An {@link ActionButton} that needs a permission. The state's reason comes before the permission's. */
export function PermittedButton(props: ActionButtonProps & NeededPermission) {
  const { permission, resourceRef, reason, ...rest } = props;
  const permissionReason = usePermissionReason({ permission, resourceRef });
  return <ActionButton {...rest} reason={reason ?? permissionReason} />;
}
