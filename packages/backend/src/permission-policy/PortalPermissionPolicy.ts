import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { decide, type Grant } from './grants';

/** Members may look at everything in disaster recovery and change nothing. */
const VIEWERS = 'group:default/dr-viewers';

/**
 * The portal's policy. In disaster recovery a user may do what the configuration's `portalPolicy.grants` say and nothing
 * else; without grants everybody may do everything, except that the members of `dr-viewers` only look on. What is not
 * disaster recovery is open to everybody.
 *
 * Services never get here: their tokens are limited by the access restrictions in the configuration.
 */
export class PortalPermissionPolicy implements PermissionPolicy {
  readonly #grants?: Grant[];

  constructor(grants?: Grant[]) {
    this.#grants = grants;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const isRecovery = permission.name.startsWith('disaster-recovery.');
    const entityRefs = user?.info.ownershipEntityRefs ?? [];
    if (isRecovery && this.#grants) {
      return decide(permission, entityRefs, this.#grants);
    }
    const changesRecovery =
      isRecovery && permission.attributes.action !== 'read';
    return {
      result:
        changesRecovery && entityRefs.includes(VIEWERS)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    };
  }
}
