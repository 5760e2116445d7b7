import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_FAILOVER_SESSION,
  RESOURCE_TYPE_PROTECTION_GROUP,
} from '@internal/plugin-disaster-recovery-common';
import type { Request } from 'express';
import type { Knex } from 'knex';
import { askPatiently } from './askPatiently';
import type { DenialRecorder } from './DenialRecorder';
import { narrowQuery } from './narrowQuery';
import {
  failoverSessionResourceRef,
  protectionGroupResourceRef,
  recoveryPlanResourceRef,
} from './rules';
import type { Access, AccessColumns, AccessFacts, Caller } from './types';

/** Checks permissions with the portal's own framework. */
export class PortalAccess implements Access {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;
  readonly #denials: DenialRecorder;

  constructor(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    denials: DenialRecorder;
  }) {
    this.#httpAuth = options.httpAuth;
    this.#permissions = options.permissions;
    this.#registry = options.permissionsRegistry;
    this.#denials = options.denials;
  }

  async require(request: Request, permission: Permission): Promise<Caller> {
    const caller = await this.#caller(request);
    const { credentials } = caller;
    const decision = isResourcePermission(permission)
      ? await this.#decide(permission, caller)
      : await askPatiently(async () => {
          const [answer] = await this.#permissions.authorize([{ permission }], {
            credentials,
          });
          return answer;
        });
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw await this.#denied(caller, permission);
    }
    return caller;
  }

  async requireOn(
    request: Request,
    permission: Permission,
    facts: AccessFacts,
  ): Promise<Caller> {
    if (!isResourcePermission(permission)) {
      return this.require(request, permission);
    }
    const caller = await this.#caller(request);
    const decision = await this.#decide(permission, caller);
    if (
      !createConditionAuthorizer<AccessFacts>(this.#ruleset(permission))(
        decision,
        facts,
      )
    ) {
      throw await this.#denied(caller, permission, facts.id);
    }
    return caller;
  }

  async filter(
    request: Request,
    permission: Permission,
    columns: AccessColumns,
  ): Promise<
    Caller & { narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder }
  > {
    if (!isResourcePermission(permission)) {
      return {
        ...(await this.require(request, permission)),
        narrow: query => query,
      };
    }
    const caller = await this.#caller(request);
    const decision = await this.#decide(permission, caller);
    if (decision.result === AuthorizeResult.DENY) {
      throw await this.#denied(caller, permission);
    }
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return { ...caller, narrow: query => query };
    }
    const criteria = createConditionTransformer(this.#ruleset(permission))(
      decision.conditions,
    );
    return {
      ...caller,
      narrow: query => narrowQuery(query, criteria, columns),
    };
  }

  #decide(
    permission: ResourcePermission,
    { credentials }: Caller,
  ): Promise<PolicyDecision> {
    return askPatiently(async () => {
      const [decision] = await this.#permissions.authorizeConditional(
        [{ permission }],
        { credentials },
      );
      return decision;
    });
  }

  /** Who calls. @throws AuthenticationError when nobody is signed in */
  async principalOf(request: Request): Promise<string> {
    return (await this.#caller(request)).principal;
  }

  /** What a caller is told who lacks a permission; the permission's name is what an administrator needs to hear. */
  async #denied(
    { principal }: Caller,
    permission: Permission,
    resourceId?: string,
  ): Promise<NotAllowedError> {
    const { name } = permission;
    await this.#denials.record({
      principal,
      permission,
      resourceId,
      message: `${principal} lacks the permission ${name}`,
    });
    return new NotAllowedError(
      `You lack the permission ${name}; the portal's administrators grant it`,
    );
  }

  #ruleset(permission: ResourcePermission) {
    switch (permission.resourceType) {
      case RESOURCE_TYPE_FAILOVER_SESSION:
        return this.#registry.getPermissionRuleset(failoverSessionResourceRef);
      case RESOURCE_TYPE_PROTECTION_GROUP:
        return this.#registry.getPermissionRuleset(protectionGroupResourceRef);
      default:
        return this.#registry.getPermissionRuleset(recoveryPlanResourceRef);
    }
  }

  async #caller(request: Request): Promise<Caller> {
    const credentials = await this.#httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    return { credentials, principal: principalOf(credentials) };
  }
}

function principalOf(
  credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal
  >,
): string {
  const { principal } = credentials;
  return principal.type === 'user'
    ? principal.userEntityRef
    : principal.subject;
}
