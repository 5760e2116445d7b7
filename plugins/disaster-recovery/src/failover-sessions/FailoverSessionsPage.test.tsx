import type {
  AdoptSessionInput,
  SessionQuery,
} from '@internal/plugin-disaster-recovery-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { planFixture } from '../__testUtils__/groupFixtures';
import { renderPage } from '../__testUtils__/renderPage';
import { sessionFixture } from '../__testUtils__/sessionFixtures';
import { FailoverSessionsPage } from './FailoverSessionsPage';

const NONE = { needsYou: 0, inProgress: 0, ready: 0, done: 0 };

describe('FailoverSessionsPage', () => {
  it('R9.1: shows sessions with status, regions and instance counts, and what comes next', async () => {
    const session = sessionFixture({
      status: 'INSTALLING_AGENTS',
      failedInstanceCount: 1,
      replication: { counts: {}, total: 2, ready: 1 },
      lastError: { message: 'One agent failed', at: '2026-11-23T10:02:00Z' },
      lastOperation: undefined,
    });
    renderPage(<FailoverSessionsPage />, {
      api: {
        listSessions: async () => ({
          items: [session],
          totalItems: 1,
          counts: { ...NONE, needsYou: 1 },
        }),
      },
    });

    const row = (await screen.findByText('orders · prod')).closest(
      '[role=row]',
    ) as HTMLElement;
    expect(row).toHaveTextContent('from us-east-1 to us-west-2');
    expect(row).toHaveTextContent('Installing agents · 1 of 2 failed');
    expect(row).toHaveTextContent('1 of 2 ready, 1 failed');
    expect(row).toHaveTextContent('One agent failed');
    expect(row).toHaveTextContent('Retry 1 agent');
    expect(
      within(row).getByRole('link', { name: 'orders · prod' }),
    ).toHaveAttribute('href', '/disaster-recovery/sessions/session-1');
    expect(
      screen.getByRole('searchbox', { name: 'Name, plan or instance id' }),
    ).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Needs you (1)' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  it('R9.1: opens the first tab that has sessions, and asks the server for filters and order of the address', async () => {
    const asked: SessionQuery[] = [];
    renderPage(<FailoverSessionsPage />, {
      at: '/sessions?status=CLEANUP_COMPLETE&region=us-west-2&orderBy=name&order=asc',
      api: {
        listSessions: async query => {
          asked.push(query!);
          return {
            items: [sessionFixture({ status: 'CLEANUP_COMPLETE' })],
            totalItems: 60,
            nextCursor: 'page-2',
            counts: { ...NONE, done: 60 },
          };
        },
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Next page' }),
    );
    expect(await screen.findByText('Rows 26 to 26 of 60')).toBeVisible();
    expect(asked.at(-1)).toMatchObject({
      tab: 'done',
      status: ['CLEANUP_COMPLETE'],
      region: 'us-west-2',
      orderBy: 'name',
      order: 'asc',
      cursor: 'page-2',
    });
  });

  it('adopts a failover by a form whose fields all have their names', async () => {
    const adopted: AdoptSessionInput[] = [];
    renderPage(<FailoverSessionsPage />, {
      api: {
        listSessions: async () => ({ items: [], totalItems: 0, counts: NONE }),
        listRecoveryPlans: async () => ({ items: [], totalItems: 0 }),
        adoptSession: async input => {
          adopted.push(input);
          return sessionFixture();
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Adopt a failover' }),
    );
    const dialog = await screen.findByRole('dialog');
    const field = (name: RegExp) =>
      within(dialog).getByRole('textbox', { name });
    await userEvent.type(field(/^Account id/), '111122223333');
    await userEvent.type(field(/^Recovery region/), 'us-west-2');
    await userEvent.type(field(/^DRS job ids/), 'drsjob-0123456789abcdef0');
    await userEvent.type(field(/^Name of the session/), 'orders');
    expect(field(/^Owner/)).toHaveValue('');
    expect(within(dialog).getByRole('button', { name: /plan/i })).toBeVisible();
    await userEvent.click(within(dialog).getAllByRole('button').at(-1)!);
    await waitFor(() =>
      expect(adopted).toEqual([
        {
          accountId: '111122223333',
          region: 'us-west-2',
          jobIds: ['drsjob-0123456789abcdef0'],
          name: 'orders',
        },
      ]),
    );
  });

  it('says how a session comes to be when there is none', async () => {
    renderPage(<FailoverSessionsPage />, {
      api: {
        listSessions: async () => ({ items: [], totalItems: 0, counts: NONE }),
        listRecoveryPlans: async () => ({
          items: [planFixture({ id: 'p1', name: 'orders' })],
          totalItems: 1,
        }),
      },
    });
    expect(await screen.findByText('No failovers yet.')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Show recovery plans' }),
    ).toHaveAttribute('href', '/disaster-recovery/recovery-plans');
    expect(
      await screen.findByRole('button', { name: 'Try orders as a drill' }),
    ).toHaveAttribute(
      'href',
      '/disaster-recovery/recovery-plans/p1/run?type=DRILL',
    );
  });
});
