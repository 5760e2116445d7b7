import type {
  AccountRegion,
  DisasterRecoveryApi,
  FailbackRoute,
  FailoverSession,
  FailoverSessionSummary,
  Operation,
  OperationKind,
  SessionAction,
  SessionActionName,
  SessionStatus,
} from '@internal/plugin-disaster-recovery-common';
import type { TestPortal } from '../../__testUtils__';

const ACCOUNT = '111122223333';

/** Where the demo estate's order system is protected, and where it runs. */
export const RECOVERY = { accountId: ACCOUNT, region: 'us-west-2' };
export const SOURCE = { accountId: ACCOUNT, region: 'us-east-1' };

/** Where machines are protected, and where they run. */
export interface Places {
  recovery: AccountRegion;
  source: AccountRegion;
}

async function failOver(
  { client, until }: TestPortal,
  planId: string,
  instanceCount: number,
): Promise<FailoverSessionSummary> {
  const { id } = await client.runRecoveryPlan(planId, {
    executionType: 'RECOVERY',
  });
  return until(
    async () => {
      const sessions = await client.listSessions({ limit: 200 });
      return sessions.items.find(
        one => one.executionId === id && one.instanceCount === instanceCount,
      );
    },
    { what: 'the session of the failover' },
  );
}

/** A failover of some hosts of the demo estate, run by the portal itself, and its session. */
export class TestFailover {
  readonly portal: TestPortal;
  readonly id: string;
  readonly groupId: string;
  readonly #places: Places;

  private constructor(
    portal: TestPortal,
    id: string,
    groupId: string,
    places: Places,
  ) {
    this.portal = portal;
    this.id = id;
    this.groupId = groupId;
    this.#places = places;
  }

  /** Runs a plan of one wave for hosts, as a recovery, and waits for its session. */
  static async run(
    portal: TestPortal,
    hostnames: string[],
    {
      name = hostnames.join(' '),
      places = { recovery: RECOVERY, source: SOURCE },
    }: { name?: string; places?: Places } = {},
  ): Promise<TestFailover> {
    const client: DisasterRecoveryApi = portal.client;
    const { items } = await client.listSourceServers({
      ...places.recovery,
      limit: 200,
    });
    const group = await client.createProtectionGroup({
      name,
      ...places.recovery,
      sourceAccountId: places.source.accountId,
      sourceRegion: places.source.region,
      selection: {
        by: 'ids',
        sourceServerIds: hostnames.map(
          host =>
            items.find(({ hostname }) => hostname === host)!.sourceServerId,
        ),
      },
      launchConfig: { recovery: {}, origin: {} },
    });
    const plan = await client.createRecoveryPlan({
      name,
      waves: [
        {
          number: 1,
          name: 'All',
          protectionGroupIds: [group.id],
          dependsOn: [],
          pauseBefore: false,
          preActions: [],
          postActions: [],
          failurePolicy: 'continue',
        },
      ],
    });
    const session = await failOver(portal, plan.id, hostnames.length);
    return new TestFailover(portal, session.id, group.id, places);
  }

  /** Runs the same plan once more, after this failover has come to its end: the next disaster. */
  async again(): Promise<TestFailover> {
    const { originalRecoveryPlan, instanceCount } = await this.session();
    const session = await failOver(
      this.portal,
      originalRecoveryPlan!.id!,
      instanceCount,
    );
    return new TestFailover(
      this.portal,
      session.id,
      this.groupId,
      this.#places,
    );
  }

  get client(): DisasterRecoveryApi {
    return this.portal.client;
  }

  /** DRS of the source region, and of the recovery region, as any tool sees it. */
  get source() {
    return this.portal.dependencies.aws.in(this.#places.source).drs;
  }
  get recovery() {
    return this.portal.dependencies.aws.in(this.#places.recovery).drs;
  }

  session(): Promise<FailoverSession> {
    return this.client.getSession(this.id);
  }

  /** Whether an action is offered now, and why not. */
  async actionOf(name: SessionActionName): Promise<SessionAction> {
    const { actions } = await this.session();
    return actions.find(({ action }) => action === name)!;
  }

  /** An instance of the session, as it is now. */
  async instanceOf(
    hostname: string,
  ): Promise<FailoverSession['instances'][number]> {
    const { instances } = await this.session();
    return instances.find(one => one.hostname === hostname)!;
  }

  /** Waits for a status of the session. */
  reaches(status: SessionStatus): Promise<FailoverSession> {
    return this.portal.until(
      async () => {
        const session = await this.session();
        return session.status === status && session;
      },
      { what: status },
    );
  }

  /** Waits for the end of the newest operation of a kind, and answers with it. */
  ends(kind: OperationKind): Promise<Operation> {
    return this.portal.until(
      async () => {
        const { items } = await this.client.listOperations(this.id);
        const newest = items.find(one => one.kind === kind);
        return newest && newest.status !== 'RUNNING' && newest;
      },
      { what: `the end of ${kind}` },
    );
  }

  /** Waits for the end of the newest operation of a kind, which must be a success. */
  async succeeds(kind: OperationKind): Promise<Operation> {
    const operation = await this.ends(kind);
    if (operation.status !== 'SUCCEEDED') {
      throw new Error(`${kind} failed: ${JSON.stringify(operation.error)}`);
    }
    return operation;
  }

  /** Along a route until the session can fail back. */
  async becomeReady(route: FailbackRoute = 'native'): Promise<FailoverSession> {
    if (route === 'reinstall') {
      await this.client.installAgents(this.id);
      await this.succeeds('install-agents');
      await this.client.mirrorConfig(this.id);
      await this.succeeds('mirror-config');
    }
    await this.client.startReverseReplication(this.id);
    await this.succeeds('start-reverse-replication');
    if (route === 'native') {
      await this.client.mirrorConfig(this.id);
      await this.succeeds('mirror-config');
    }
    return this.reaches('READY_FOR_FAILBACK');
  }

  /** After the failback: protects the machines again, and cleans up. */
  async finish(): Promise<FailoverSession> {
    await this.client.reProtect(this.id);
    await this.succeeds('re-protect');
    const { planId } = await this.client.getCleanupPlan(this.id);
    await this.client.cleanup(this.id, { planId, deleteSourceServers: false });
    await this.succeeds('cleanup');
    return this.reaches('CLEANUP_COMPLETE');
  }

  /** Fails back, and waits until it is complete. */
  async failBack(acceptDestroyed?: string[]): Promise<FailoverSession> {
    await this.client.executeFailback(this.id, {
      mode: 'RECOVERY',
      acceptDestroyed,
    });
    await this.succeeds('execute-failback');
    return this.reaches('FAILBACK_COMPLETE');
  }

  /** Fails back, and waits for the end: the launch of one host fails, this once. */
  async failBackExcept(hostname: string): Promise<void> {
    this.portal.aws.simulator.faults.add({
      kind: 'launchFails',
      match: {
        resourceId: (await this.instanceOf(hostname)).reversedSourceServerId,
      },
      count: 1,
    });
    await this.client.executeFailback(this.id, { mode: 'RECOVERY' });
    await this.ends('execute-failback');
  }

  /** The source servers of each launch that AWS accepted after the first so many. */
  launchesSince(count: number): string[][] {
    return this.accepted('StartRecovery')
      .slice(count)
      .map(({ request }: any) =>
        request.sourceServers.map((one: any) => one.sourceServerID),
      );
  }

  /** Calls to AWS of an operation that AWS accepted, with what they asked for. */
  accepted(operation: string) {
    return this.portal.aws.simulator.trace
      .entries()
      .filter(
        line =>
          line.operation === operation && (line.status < 300 || line.lost),
      );
  }
}
