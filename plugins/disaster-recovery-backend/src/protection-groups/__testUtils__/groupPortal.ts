import type {
  DisasterRecoveryApi,
  ProtectionGroup,
  ProtectionGroupInput,
} from '@internal/plugin-disaster-recovery-common';
import { type TestPortal, testPortals } from '../../__testUtils__';

export const ACCOUNT = '111122223333';
export const RECOVERY = { accountId: ACCOUNT, region: 'us-west-2' };
export const ORIGIN = { accountId: ACCOUNT, region: 'us-east-1' };

/** Machines of the demo estate. */
export const DATABASE_1 = 'i-0e10db10000000000';
export const DATABASE_2 = 'i-0e10db20000000000';
export const APPLICATION_1 = 'i-0e10a100000000000';
export const WINDOWS_WEB = 'i-0e10eb30000000000';
export const PAYROLL = 'i-0e10fa10000000000';

/** A portal on a fresh demo estate before each test, with no group yet. Call it in a `describe`. */
export function groupPortal() {
  // Machines may be busy.
  jest.setTimeout(180_000);
  const portals = testPortals();
  let portal: TestPortal;
  let servers: Map<string, string>;
  let count = 0;

  beforeAll(async () => {
    portal = await portals.start();
  }, 60_000);

  beforeEach(async () => {
    await portal.database('protection_groups').delete();
    portal.aws.simulator.reset();
    const api: DisasterRecoveryApi = portal.client;
    const { items } = await api.listSourceServers(RECOVERY);
    servers = new Map(
      items.map(server => [
        server.originInstanceId ?? '',
        server.sourceServerId,
      ]),
    );
  });

  /** The source server that protects a machine. */
  const serverId = (instanceId: string): string => {
    const id = servers.get(instanceId);
    if (!id) throw new Error(`No ${instanceId} in ${[...servers.keys()]}`);
    return id;
  };

  return {
    serverId,
    get portal() {
      return portal;
    },
    get client(): DisasterRecoveryApi {
      return portal.client;
    },
    create(
      instanceIds: string[],
      change?: Partial<ProtectionGroupInput>,
    ): Promise<ProtectionGroup> {
      count += 1;
      return portal.client.createProtectionGroup({
        name: `Group ${count}`,
        ...RECOVERY,
        sourceRegion: ORIGIN.region,
        selection: { by: 'ids', sourceServerIds: instanceIds.map(serverId) },
        launchConfig: { recovery: {}, origin: {} },
        ...change,
      });
    },
    /** Writes a group as it was read, with a change. */
    update(
      group: ProtectionGroup,
      change: Partial<ProtectionGroupInput>,
    ): Promise<ProtectionGroup> {
      return portal.client.updateProtectionGroup(group.id, {
        name: group.name,
        description: group.description,
        owner: group.owner,
        entityRef: group.entityRef,
        accountId: group.accountId,
        region: group.region,
        sourceRegion: group.sourceRegion,
        selection: group.selection,
        launchConfig: group.launchConfig,
        serverOverrides: group.serverOverrides,
        ...change,
        version: group.version,
      });
    },
    /** What was asked of AWS. */
    calls: () => portal.aws.simulator.trace.entries(),
  };
}
