import type {
  ProtectionGroup,
  RecoveryPlan,
  SessionStatus,
} from '@internal/plugin-disaster-recovery-common';
import type { SourceServer } from '../../aws';
import { noAgentWork, type SessionRecord } from '../../failover-sessions';
import type { TestPortal } from '../../__testUtils__';

/** Where the demo estate's order system runs, and where DRS protects it. */
export const PLACE = {
  accountId: '111122223333',
  region: 'us-west-2',
  sourceAccountId: '111122223333',
  sourceRegion: 'us-east-1',
};

const OPERATOR = 'user:default/operator';

/** Drives one order system of the demo estate from failover to failback by DRS itself, as any other tool would. */
export class TestLife {
  readonly portal: TestPortal;

  constructor(portal: TestPortal) {
    this.portal = portal;
  }

  /** DRS and EC2 of the recovery region. */
  get recovery() {
    return this.portal.dependencies.aws.in(PLACE);
  }

  /** DRS and EC2 of the source region. */
  get source() {
    return this.portal.dependencies.aws.in({
      accountId: PLACE.sourceAccountId,
      region: PLACE.sourceRegion,
    });
  }

  /** The source servers of the recovery region that replicate hosts of these names. */
  async servers(hostnames: string[]): Promise<SourceServer[]> {
    const all = await this.recovery.drs.listSourceServers();
    return hostnames.map(
      name => all.find(({ hostname }) => hostname === name)!,
    );
  }

  /** A group over hosts, with its origin captured. */
  async group(
    name: string,
    hostnames: string[],
    more: Partial<ProtectionGroup> = {},
  ): Promise<ProtectionGroup> {
    const servers = await this.servers(hostnames);
    const { id } = await this.portal.client.createProtectionGroup({
      name,
      ...PLACE,
      selection: { by: 'ids', sourceServerIds: servers.map(one => one.id) },
      launchConfig: { recovery: {}, origin: {} },
      ...more,
    });
    return this.portal.until(async () => {
      const group = await this.portal.client.getProtectionGroup(id);
      return group.capturedServerCount === group.serverCount && group;
    });
  }

  /** Launches hosts in the recovery region, and waits for their agents. Answers with recovery instances by host. */
  async failOver(hostnames: string[]): Promise<Map<string, string>> {
    const servers = await this.servers(hostnames);
    return this.#launch(this.recovery, servers, false);
  }

  /** Launches the machines of a session in the source region. Answers with failback instances by recovery instance. */
  async launchBack(
    recoveryInstanceIds: string[],
    isDrill = false,
  ): Promise<Map<string, string>> {
    const servers = await this.source.drs.listSourceServers();
    const launched = await this.#launch(
      this.source,
      recoveryInstanceIds.map(
        id => servers.find(({ instanceId }) => instanceId === id)!,
      ),
      isDrill,
    );
    return new Map(
      servers.flatMap(({ hostname, instanceId }) => {
        const id = launched.get(hostname ?? '');
        return id && instanceId ? [[instanceId, id]] : [];
      }),
    );
  }

  /** Has recovery instances replicate back, as DRS itself does it. */
  async reverse(recoveryInstanceIds: string[]): Promise<void> {
    for (const id of recoveryInstanceIds) {
      await this.recovery.drs.reverseReplication(id);
    }
  }

  /** Waits until the recovery instances can be launched in the source region. */
  async inStep(recoveryInstanceIds: string[]): Promise<void> {
    await this.portal.until(
      async () => {
        const servers = await this.source.drs.listSourceServers();
        return recoveryInstanceIds.every(id =>
          servers.some(
            ({ instanceId, replication }) =>
              instanceId === id && replication.state === 'CONTINUOUS',
          ),
        );
      },
      { what: 'reverse replication in step' },
    );
  }

  /** A session of such a failover, in a status. */
  async session(
    launched: Map<string, string>,
    options: {
      groups: ProtectionGroup[];
      plan?: RecoveryPlan;
      path: SessionStatus[];
    },
  ): Promise<SessionRecord> {
    const { services, database } = this.portal;
    const servers = await this.servers([...launched.keys()]);
    const id = await database.transaction(async transaction => {
      const created = await services.sessions.store.create(
        transaction,
        {
          name: `Failover ${new Date().toISOString()}`,
          accountId: PLACE.accountId,
          sourceAccountId: PLACE.sourceAccountId,
          sourceRegion: PLACE.sourceRegion,
          recoveryRegion: PLACE.region,
          adoptedJobIds: [],
          originalProtectionGroupIds: options.groups.map(group => group.id),
          originalRecoveryPlanId: options.plan?.id,
          mirroredProtectionGroupIds: [],
          drillExecutionIds: [],
          createdBy: OPERATOR,
        },
        servers.map(server => ({
          recoveryInstanceId: launched.get(server.hostname!)!,
          sourceServerId: server.id,
          hostname: server.hostname,
          originInstanceId: server.instanceId,
          protectionGroupId: options.groups.find(group =>
            group.servers.some(one => one.sourceServerId === server.id),
          )?.id,
          accountId: PLACE.accountId,
          region: PLACE.region,
          ec2State: 'RUNNING',
          tags: {},
          agent: noAgentWork(),
          replication: { state: 'NOT_STARTED' },
        })),
      );
      return created.id;
    });
    await this.move(id, options.path);
    return services.sessions.store.get(id);
  }

  /** Takes a session along statuses. */
  async move(id: string, path: SessionStatus[]): Promise<void> {
    const { services, database } = this.portal;
    for (const status of path) {
      await database.transaction(transaction =>
        services.sessions.store.transition(id, status, {}, transaction),
      );
    }
  }

  /** The end of the operation that runs on a session, or ran last. */
  async ended(sessionId: string) {
    return this.portal.until(
      async () => {
        const { items } = await this.portal.client.listOperations(sessionId);
        return items[0]?.status !== 'RUNNING' && items[0];
      },
      { what: 'the end of the operation' },
    );
  }

  async #launch(
    { drs }: TestLife['recovery'],
    servers: SourceServer[],
    isDrill: boolean,
  ): Promise<Map<string, string>> {
    await drs.startRecovery({
      sourceServerIds: servers.map(one => one.id),
      isDrill,
    });
    return this.portal.until(
      async () => {
        const instances = await drs.listRecoveryInstances({
          sourceServerIds: servers.map(one => one.id),
        });
        const ready = instances.filter(
          one =>
            one.ec2State === 'RUNNING' &&
            one.isDrill === isDrill &&
            one.agentLastSeenAt !== undefined,
        );
        return (
          ready.length === servers.length &&
          new Map(
            servers.map(server => [
              server.hostname!,
              ready.find(one => one.sourceServerId === server.id)!.id,
            ]),
          )
        );
      },
      { what: 'the launch' },
    );
  }
}
