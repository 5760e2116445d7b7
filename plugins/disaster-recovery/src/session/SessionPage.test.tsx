import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../__testUtils__/renderPage';
import {
  instanceFixture,
  operationFixture,
  sessionFixture,
} from '../__testUtils__/sessionFixtures';
import { SessionPage } from './SessionPage';

const at = '/sessions/session-1';
const path = '/sessions/:sessionId';

describe('SessionPage', () => {
  it('R9.2, R9.5: shows the session with every instance, its replication and what failed', async () => {
    renderPage(<SessionPage />, {
      at,
      path,
      api: {
        getSession: async () =>
          sessionFixture({
            status: 'REVERSE_REPLICATING',
            failedInstanceCount: 1,
            instances: [
              instanceFixture(1, {
                replication: {
                  state: 'INITIAL_SYNC',
                  percent: 82,
                  replicatedBytes: 41 * 1024 ** 3,
                  totalBytes: 50 * 1024 ** 3,
                },
              }),
              instanceFixture(2, {
                replication: {
                  state: 'ERROR',
                  error: {
                    message: 'AGENT_NOT_SEEN',
                    at: '2026-11-23T12:00:00Z',
                  },
                },
              }),
            ],
          }),
      },
    });
    const table = await screen.findByRole('table', { name: 'Instances' });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent('server-2');
    expect(rows[0]).toHaveTextContent('Failed');
    expect(rows[0]).toHaveTextContent('AGENT_NOT_SEEN');
    expect(rows[1]).toHaveTextContent('82 %, 41 GiB of 50 GiB');
    expect(screen.getByText('1 Failed')).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'server-2' }));
    const panel = await screen.findByRole('dialog', { name: 'server-2' });
    expect(
      within(panel).getByRole('button', { name: 'Retry this instance' }),
    ).toBeVisible();
    expect(
      within(panel).getByRole('link', { name: /AWS console/ }),
    ).toHaveAttribute('href', expect.stringContaining('us-west-2'));
  });

  it('tells of re-protected instances that they are protected', async () => {
    renderPage(<SessionPage />, {
      at,
      path,
      api: {
        getSession: async () =>
          sessionFixture({
            status: 'RE_PROTECTED',
            instances: [
              instanceFixture(1, { reProtection: { state: 'READY' } }),
            ],
          }),
      },
    });
    const table = await screen.findByRole('table', { name: 'Instances' });
    expect(within(table).getByText('Protected')).toBeVisible();
    expect(screen.getByText('1 Protected')).toBeVisible();
  });

  it('R9.3: shows every action with the reason why it cannot be done now', async () => {
    renderPage(<SessionPage />, {
      at,
      path,
      api: { getSession: async () => sessionFixture() },
    });
    expect(
      await screen.findByRole('button', { name: 'Prepare the failback' }),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
    const cleanup = await screen.findByRole('menuitem', {
      name: /Clean up the recovery region/,
    });
    expect(cleanup).toHaveAttribute('aria-disabled', 'true');
    expect(cleanup).toHaveTextContent('the failback has to complete first');
  });

  it('R9.5: tells once why the last operation failed, above its steps', async () => {
    const error = {
      message: 'Agents could not be installed on 1 of 2 instances.',
      at: '2026-11-23T12:00:00Z',
    };
    const failed = operationFixture({ status: 'FAILED', error });
    renderPage(<SessionPage />, {
      at: `${at}/operations`,
      path: `${path}/:tab`,
      api: {
        getSession: async () =>
          sessionFixture({ lastError: error, lastOperation: failed }),
        listOperations: async () => ({
          items: [{ ...failed, steps: [] }],
          totalItems: 1,
        }),
      },
    });
    expect(await screen.findByText('Attempt 1')).toBeVisible();
    expect(screen.getAllByText(error.message)).toHaveLength(1);
  });

  it('links to what it is of in the catalog, and to its owner', async () => {
    renderPage(<SessionPage />, {
      at,
      path,
      api: {
        getSession: async () =>
          sessionFixture({ entityRef: 'system:default/orders' }),
      },
    });
    expect(await screen.findByText(/Owner:/)).toBeVisible();
    const href = (name: RegExp) =>
      screen
        .getAllByRole('link', { name })
        .map(link => link.getAttribute('href'));
    expect(href(/^orders$/)).toContain('/catalog/default/system/orders');
    expect(href(/team-orders/)).toContain('/catalog/default/group/team-orders');
  });

  it('R9.4: links to the original and the mirrored groups and plans', async () => {
    renderPage(<SessionPage />, {
      at: `${at}/configuration`,
      path: `${path}/:tab`,
      api: {
        getSession: async () =>
          sessionFixture({
            status: 'CONFIG_MIRRORED',
            mirroredProtectionGroups: [
              { id: 'group-2', name: 'orders-db-failback' },
            ],
            mirroredRecoveryPlan: { id: 'plan-2', name: 'orders-failback' },
          }),
      },
    });
    const href = async (side: RegExp, name: string) =>
      within(await screen.findByRole('region', { name: side }))
        .getByRole('link', { name })
        .getAttribute('href');
    expect(await href(/^Original/, 'orders')).toBe(
      '/disaster-recovery/recovery-plans/plan-1',
    );
    expect(await href(/^Original/, 'orders-db')).toBe(
      '/disaster-recovery/protection-groups/group-1',
    );
    expect(await href(/^Mirrored/, 'orders-failback')).toBe(
      '/disaster-recovery/recovery-plans/plan-2',
    );
    expect(await href(/^Mirrored/, 'orders-db-failback')).toBe(
      '/disaster-recovery/protection-groups/group-2',
    );
  });
});
