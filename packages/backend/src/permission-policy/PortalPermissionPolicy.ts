import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';

/** Members may look at everything in disaster recovery and change nothing. */
const VIEWERS = 'group:default/dr-viewers';

/**
 * The portal's policy: everybody may do everything, except that the members of `dr-viewers` only look on in disaster
 * recovery. A starting point to replace: a company would turn it round, deny by default, and use the conditions of the
 * plugin to tie teams to their own accounts.
 *
 * Services never get here: their tokens are limited by the access restrictions in the configuration.
 */
export class PortalPermissionPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const changesRecovery =
      permission.name.startsWith('disaster-recovery.') &&
      permission.attributes.action !== 'read';
    const isViewer = user?.info.ownershipEntityRefs.includes(VIEWERS) ?? false;

    return {
      result:
        changesRecovery && isViewer
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    };
  }
}
