import {
  groupHealth,
  type LaunchConfig,
  type ProtectionGroup,
} from '@internal/plugin-disaster-recovery-common';
import type { ResolvedServer } from '../../protection-groups';

/** Where the groups of tests have their DRS, and where their machines came from. */
export const PLACES = {
  accountId: '444455556666',
  region: 'us-west-2',
  sourceAccountId: '111122223333',
  sourceRegion: 'us-east-1',
};

/** A group as a test wants it; what the test does not say is plausible. */
export function anyGroup(
  launchConfig: LaunchConfig = { recovery: {}, origin: {} },
  rest: Partial<ProtectionGroup> = {},
): ProtectionGroup {
  return {
    id: 'group-1',
    name: 'Orders web',
    ...PLACES,
    selection: { by: 'ids', sourceServerIds: ['s-b1'] },
    launchConfig,
    serverOverrides: {},
    servers: [],
    serverCount: 1,
    driftedServerCount: 0,
    capturedServerCount: 1,
    replication: groupHealth([]),
    usedByPlans: [],
    version: 1,
    createdAt: '2026-11-23T10:00:00.000Z',
    createdBy: 'user:default/ada',
    updatedAt: '2026-11-23T10:00:00.000Z',
    ...rest,
  };
}

/** A server of a group, as a run meets it. */
export function anyResolvedServer(
  sourceServerId: string,
  effective: LaunchConfig,
  rest: Partial<ResolvedServer> = {},
): ResolvedServer {
  return {
    protectionGroupId: 'group-1',
    sourceServerId,
    tags: {},
    effective,
    ...rest,
  };
}
