import type {
  Execution,
  FailoverSession,
  RecoveryPlan,
} from '@internal/plugin-disaster-recovery-common';
import { retryOnDeadlock } from '../../database/retryOnDeadlock';
import {
  PlanFixture,
  type WaveDraft,
} from '../../executions/__testUtils__/PlanFixture';
import type { TestPortal } from '../../__testUtils__';

/** Machines of the demo estate by what they are; the last of the web tier runs Windows. */
export const DATABASE = 'i-0e10db10000000000';
export const APPLICATION = 'i-0e10a100000000000';
export const WINDOWS_WEB = 'i-0e10eb30000000000';

/** Takes machines of the demo estate from a plan to a failover session, through the API. */
export class FailoverFixture {
  readonly portal: TestPortal;
  readonly plans: PlanFixture;

  private constructor(portal: TestPortal, plans: PlanFixture) {
    this.portal = portal;
    this.plans = plans;
  }

  static async create(portal: TestPortal): Promise<FailoverFixture> {
    portal.aws.simulator.faults.clear();
    // What an earlier test left in flight may still write.
    const plans = await retryOnDeadlock(() => PlanFixture.create(portal));
    return new FailoverFixture(portal, plans);
  }

  /** Runs a plan as a failover, to its end. */
  async failOver(
    waves: WaveDraft[],
    name = 'Orders',
  ): Promise<{ plan: RecoveryPlan; execution: Execution }> {
    const plan = await this.plans.plan(waves, name);
    const execution = await this.plans.ended(
      await this.plans.run(plan, 'RECOVERY'),
    );
    return { plan, execution };
  }

  /** The session of a failover, once DRS was asked for its instances. */
  async sessionOf(execution: Execution): Promise<FailoverSession> {
    const { store } = this.portal.services.sessions;
    const { id } = await this.portal.until(
      async () => {
        const session = await store.findByExecution(execution.id);
        return session?.inventoriedAt && session;
      },
      { what: 'the session with its inventory' },
    );
    return this.portal.client.getSession(id);
  }

  /** Fails machines over, and answers with their session. */
  async session(instances: string[]): Promise<FailoverSession> {
    const { execution } = await this.failOver([{ instances }]);
    return this.sessionOf(execution);
  }

  /** The newest operation of a session, once it has ended. */
  ended(sessionId: string) {
    return this.portal.until(
      async () => {
        const { items } = await this.portal.client.listOperations(sessionId);
        return items[0] && items[0].status !== 'RUNNING' && items[0];
      },
      { what: 'the end of the operation', timeoutMs: 45_000 },
    );
  }
}
