import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Permission } from '@backstage/plugin-permission-common';
import type { Request } from 'express';
import type { Knex } from 'knex';

/** Who calls. `principal` is the user's entity reference, or the service's subject. */
export interface Caller {
  principal: string;
  credentials: BackstageCredentials;
}

/** What permission rules look at: the same properties for sessions, groups, plans and executions. */
export interface AccessFacts {
  id: string;
  owner?: string;
  accountId: string;
  /** Region of the DRS, and the region on the other side. */
  regions: string[];
  status?: string;
}

/** The columns of a list's query that the permission rules translate to. */
export interface AccessColumns {
  id: string;
  owner: string;
  accountId: string;
  regions: string[];
  status?: string;
}

/** Checks one permission for each action. */
export interface Access {
  /** For actions on no resource yet (create, adopt). @throws NotAllowedError */
  require(request: Request, permission: Permission): Promise<Caller>;
  /** For an action on a loaded resource. @throws NotAllowedError */
  requireOn(
    request: Request,
    permission: Permission,
    facts: AccessFacts,
  ): Promise<Caller>;
  /**
   * For lists: the caller, and a function that narrows a query to what they may read, in SQL.
   *
   * @throws NotAllowedError when they may read none
   */
  filter(
    request: Request,
    permission: Permission,
    columns: AccessColumns,
  ): Promise<
    Caller & { narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder }
  >;
}
