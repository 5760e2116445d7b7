import { ResponseError } from '@backstage/errors';
import type {
  CleanupPlan,
  CleanupStep,
} from '@internal/plugin-disaster-recovery-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../__testUtils__/renderPage';
import { sessionFixture } from '../__testUtils__/sessionFixtures';
import { CleanupPage } from './CleanupPage';

const step = (values: Partial<CleanupStep>): CleanupStep => ({
  order: 1,
  effect: 'terminate',
  resourceType: 'recovery-instance',
  resourceId: 'i-0123456789abcdef0',
  name: 'orders-db-1',
  accountId: '111122223333',
  region: 'us-west-2',
  reason: 'It runs in the recovery region and costs.',
  optional: false,
  ...values,
});

const plan = (planId: string): CleanupPlan => ({
  sessionId: 'session-1',
  planId,
  deleteSourceServers: false,
  steps: [step({})],
  kept: [
    step({
      effect: 'keep',
      resourceType: 'source-server',
      resourceId: 's-0123456789abcdef0',
      reason: 'It protects the failback instance.',
    }),
  ],
  blockedBy: [],
  createdAt: '2026-11-23T12:00:00Z',
});

const session = sessionFixture({ status: 'RE_PROTECTED' });

describe('CleanupPage', () => {
  it('R8.2: begins with what is destroyed, though the cursor waits in the field below the lists', async () => {
    renderPage(<CleanupPage />, {
      at: '/sessions/session-1/cleanup',
      path: '/sessions/:sessionId/cleanup',
      api: {
        getSession: async () => session,
        getCleanupPlan: async () => plan('plan-a'),
      },
    });
    const button = await screen.findByRole('button', {
      name: 'Clean up the recovery region',
    });
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(button);
    const dialog = await screen.findByRole('dialog');
    const field = within(dialog).getByRole('textbox', {
      name: 'Type orders · prod to confirm',
    });
    await waitFor(() => expect(field).toHaveFocus());
    const lists = within(dialog)
      .getByRole('region', { name: 'What is destroyed' })
      .closest('.MuiDialogContent-root');
    // Within what scrolls, the focus would scroll the lists out of sight.
    expect(lists).not.toContainElement(field);
  });

  it('R8.2: lists what is deleted and what stays and why, and sends the plan that was confirmed', async () => {
    const cleanup = jest.fn(async () => ({} as never));
    renderPage(<CleanupPage />, {
      at: '/sessions/session-1/cleanup',
      path: '/sessions/:sessionId/cleanup',
      api: {
        getSession: async () => session,
        getCleanupPlan: async () => plan('plan-a'),
        cleanup,
      },
    });
    expect(
      await screen.findByText('It protects the failback instance.'),
    ).toBeVisible();
    const button = screen.getByRole('button', {
      name: 'Clean up the recovery region',
    });
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(button);

    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByRole('region', { name: 'What is destroyed' }),
    ).toHaveTextContent(
      'Terminate: Recovery instance orders-db-1 in us-west-2',
    );
    await userEvent.type(
      within(dialog).getByRole('textbox'),
      `${session.name}{Enter}`,
    );
    expect(cleanup).toHaveBeenCalledWith('session-1', {
      planId: 'plan-a',
      deleteSourceServers: false,
    });
  });

  it('keeps asking when the world has changed since, with the server’s own reason', async () => {
    const refusal = await ResponseError.fromResponse(
      new Response(
        JSON.stringify({
          error: {
            name: 'ConflictError',
            message: 'The plan has changed since it was shown.',
          },
          response: { statusCode: 409 },
        }),
        { status: 409, headers: { 'content-type': 'application/json' } },
      ) as never,
    );
    renderPage(<CleanupPage />, {
      at: '/sessions/session-1/cleanup',
      path: '/sessions/:sessionId/cleanup',
      api: {
        getSession: async () => session,
        getCleanupPlan: async () => plan('plan-a'),
        cleanup: () => Promise.reject(refusal),
      },
    });
    const button = await screen.findByRole('button', {
      name: 'Clean up the recovery region',
    });
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(button);
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox'),
      `${session.name}{Enter}`,
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'The plan has changed since it was shown.',
    );
  });
});
