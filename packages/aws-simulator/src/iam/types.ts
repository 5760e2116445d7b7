import type { Tags } from '../ec2/types';

/** One statement of a policy, as JSON has it. */
export type PolicyStatement = {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  /** Absent in a trust policy only. */
  Resource?: string | string[];
  /** In a trust policy only. */
  Principal?: '*' | { AWS: string | string[] };
  /** By operator, then by key. */
  Condition?: Record<string, Record<string, string | string[]>>;
};

export type PolicyDocument = {
  Version: string;
  Statement: PolicyStatement | PolicyStatement[];
};

/** What a role or a user may do. One that has no such entry may do everything. */
export type PrincipalPolicies = {
  account: string;
  /** `role/NAME` or `user/NAME`. */
  principal: string;
  /** By the policy's name. */
  policies: Record<string, PolicyDocument>;
  /** Who may assume the role; whoever asks unless given. */
  trust?: PolicyDocument;
};

/** One thing that must be allowed for a call to pass. */
export type AccessCheck = {
  /** For example `drs:StartRecovery`. */
  action: string;
  /** An ARN; `*` for actions that are not about a resource. */
  resource: string;
  resourceTags?: Tags;
  requestTags?: Tags;
  /** More condition keys of the request, for example `iam:PassedToService`. */
  keys?: Record<string, string>;
};

/** How often something was asked of the policies, and what they said; for tests of policies. */
export type AccessUse = {
  account: string;
  principal: string;
  action: string;
  /** The call that needed it, for example `drs:StartRecovery`. */
  operation: string;
  /** The service that asked in the caller's name. */
  via?: string;
  allowed: boolean;
  /** The statement that decided, as `POLICY/SID`, or `POLICY/NUMBER` of one that has no Sid. */
  statement?: string;
  /** The latest resource. */
  resource: string;
  count: number;
  /** Number of the latest question, counted over all. */
  last: number;
};

/** Everything about access in a world. */
export type AccessState = {
  /** By `ACCOUNT/role/NAME` or `ACCOUNT/user/NAME`. */
  principals: Record<string, PrincipalPolicies>;
  uses: Record<string, AccessUse>;
  questions: number;
};
