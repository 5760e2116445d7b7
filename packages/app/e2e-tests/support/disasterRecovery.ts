import { expect } from '@playwright/test';
import { portalApi } from '../../../../bin/lib/portalApi.mjs';
import type { ScratchPortal } from '../../../../bin/lib/scratchPortal.mjs';

interface Page<T> {
  items: T[];
}

/** What these tests read of a session; the rest is in the plugin's own types. */
export interface SessionFacts {
  id: string;
  name: string;
  status: string;
  executionId?: string;
  failedInstanceCount: number;
  currentOperation?: { id: string };
  lastOperation?: { id: string };
  instances: {
    recoveryInstanceId: string;
    hostname: string;
    protectionGroupId?: string;
    agent: { status: string };
  }[];
}

/** The portal's disaster-recovery API, for what a test needs before or beside what it does on the pages. */
export function disasterRecovery(portal: ScratchPortal) {
  const api = portalApi(portal.url, portal.automationToken);

  const planId = async (name: string) => {
    const { items } = await api.get<Page<{ id: string; name: string }>>(
      '/recovery-plans',
    );
    return items.find(plan => plan.name === name)!.id;
  };

  const session = (id: string) =>
    api.get<SessionFacts>(`/failover-sessions/${id}`);

  /** Waits until the session has one of these statuses. */
  const reach = async (id: string, ...statuses: string[]) => {
    await expect
      .poll(async () => (await session(id)).status, { timeout: 90_000 })
      .toMatch(new RegExp(`^(${statuses.join('|')})$`));
    return session(id);
  };

  /** Starts an action of a session. */
  const act = (id: string, action: string, body: object = {}) =>
    api.post<{ id: string }>(`/failover-sessions/${id}/${action}`, body);

  return {
    ...api,
    planId,
    session,
    reach,
    act,

    /** Starts an action of a session, and waits until it has come to its end, whichever that is. */
    finish: async (id: string, action: string, body: object = {}) => {
      const operation = await act(id, action, body);
      await expect
        .poll(
          async () => {
            const { currentOperation, lastOperation } = await session(id);
            return currentOperation ? undefined : lastOperation?.id;
          },
          { timeout: 90_000 },
        )
        .toBe(operation.id);
    },

    /** Fails a plan over to its end, and gives the session that comes of it. */
    failOver: async (plan: string) => {
      const { id } = await api.post<{ id: string }>(
        `/recovery-plans/${await planId(plan)}/run`,
        { executionType: 'RECOVERY' },
      );
      await expect
        .poll(
          async () =>
            (
              await api.get<{ status: string }>(`/executions/${id}`)
            ).status,
          { timeout: 90_000 },
        )
        .toBe('COMPLETED');
      const { items } = await api.get<
        Page<{ id: string; executionId?: string }>
      >('/failover-sessions');
      return session(items.find(item => item.executionId === id)!.id);
    },
  };
}
