import type {
  DisasterRecoveryApi,
  Execution,
  ExecutionType,
  LaunchSettings,
  ProtectionGroup,
  RecoveryPlan,
  Wave,
} from '@internal/plugin-disaster-recovery-common';
import type { TestPortal, TestPortalOptions } from '../../__testUtils__';

/** Where the estates of the tests are protected. */
export const RECOVERY = { accountId: '111122223333', region: 'us-west-2' };

/** An AWS and a portal in which an hour passes in two seconds. */
export const FAST: TestPortalOptions = {
  simulator: { speed: 1800 },
  config: { polling: { interval: { milliseconds: 250 } } },
};

const ENDED = ['COMPLETED', 'PARTIAL', 'FAILED', 'CANCELLED'];

/** A wave as a test writes it: by the servers that it launches. */
export type WaveDraft = Partial<Omit<Wave, 'protectionGroupIds'>> & {
  /** Origin instances of one group, or of several. */
  instances: string[] | string[][];
};

/** Makes groups and plans of a simulated estate through the API, and runs them. */
export class PlanFixture {
  readonly portal: TestPortal;
  /** Source server ids by origin instance. */
  readonly servers: Map<string, string>;
  #count = 0;

  private constructor(portal: TestPortal, servers: Map<string, string>) {
    this.portal = portal;
    this.servers = servers;
  }

  /** Empties the portal, sets the simulated AWS back, and reads which servers it protects. */
  static async create(portal: TestPortal): Promise<PlanFixture> {
    const { database, aws } = portal;
    const client: DisasterRecoveryApi = portal.client;
    await database('engine_wakes').delete();
    for (const table of [
      'failover_sessions',
      'executions',
      'recovery_plans',
      'protection_groups',
    ]) {
      await database(table).delete();
    }
    aws.simulator.reset();
    aws.simulator.trace.clear();
    const servers = new Map<string, string>();
    let cursor: string | undefined;
    do {
      const page = await client.listSourceServers({
        ...RECOVERY,
        limit: 200,
        cursor,
      });
      for (const { originInstanceId, sourceServerId } of page.items) {
        servers.set(originInstanceId ?? '', sourceServerId);
      }
      cursor = page.nextCursor;
    } while (cursor);
    return new PlanFixture(portal, servers);
  }

  /** The REST API, as an administrator. */
  get client(): DisasterRecoveryApi {
    return this.portal.client;
  }

  serverOf(instanceId: string): string {
    return this.servers.get(instanceId)!;
  }

  group(
    instances: string[],
    recovery: LaunchSettings = {},
  ): Promise<ProtectionGroup> {
    this.#count += 1;
    return this.client.createProtectionGroup({
      name: `Group ${this.#count}`,
      ...RECOVERY,
      sourceRegion: 'us-east-1',
      selection: {
        by: 'ids',
        sourceServerIds: instances.map(id => this.serverOf(id)),
      },
      launchConfig: { recovery, origin: {} },
    });
  }

  async plan(drafts: WaveDraft[], name = 'Orders'): Promise<RecoveryPlan> {
    const waves: Wave[] = [];
    for (const [index, { instances, ...draft }] of drafts.entries()) {
      const lists = (
        Array.isArray(instances[0]) ? instances : [instances]
      ) as string[][];
      const groups: ProtectionGroup[] = [];
      for (const list of lists) {
        groups.push(await this.group(list));
      }
      waves.push({
        number: index + 1,
        name: `Wave ${index + 1}`,
        dependsOn: index === 0 ? [] : [index],
        pauseBefore: false,
        preActions: [],
        postActions: [],
        failurePolicy: 'failFast',
        ...draft,
        protectionGroupIds: groups.map(({ id }) => id),
      });
    }
    return this.client.createRecoveryPlan({ name, waves });
  }

  run(plan: RecoveryPlan, executionType: ExecutionType = 'DRILL') {
    return this.client.runRecoveryPlan(plan.id, { executionType });
  }

  /** Waits until an execution is as wanted. */
  until(
    { id }: { id: string },
    wanted: (execution: Execution) => boolean,
    what = 'what was wanted of the execution',
  ): Promise<Execution> {
    let last: Execution | undefined;
    return this.portal
      .until(
        async () => {
          last = await this.client.getExecution(id);
          return wanted(last) ? last : undefined;
        },
        { what, timeoutMs: 30_000 },
      )
      .catch(error => {
        throw new Error(`${error.message}: ${JSON.stringify(last, null, 1)}`);
      });
  }

  ended(execution: { id: string }): Promise<Execution> {
    return this.until(
      execution,
      ({ status }) => ENDED.includes(status),
      'the end of the execution',
    );
  }

  /** The calls of an operation that AWS took, the oldest first. */
  calls(operation: string): { request: any; response: any; simTime: string }[] {
    return this.portal.aws.simulator.trace
      .entries()
      .filter(
        (line: any) => line.operation === operation && line.error === undefined,
      ) as any;
  }
}

/** What a call is refused with, in the server's words. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error: any) {
    return `${error.response?.status} ${error.body?.error?.message}`;
  }
  throw new Error('The call was not refused');
}
