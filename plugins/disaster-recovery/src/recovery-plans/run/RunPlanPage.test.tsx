import {
  recoveryPlanRunRecoveryPermission,
  type Preflight,
  type RunPlanInput,
} from '@internal/plugin-disaster-recovery-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  executionFixture,
  preflightFixture,
} from '../../__testUtils__/executionFixtures';
import { planFixture } from '../../__testUtils__/groupFixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { RunPlanPage } from './RunPlanPage';

// Pages of this size take their time on a busy machine.
jest.setTimeout(120_000);

const DESTROYED = {
  recoveryInstanceId: 'i-0000000000000000d',
  sourceServerId: 's-00000000000000001',
  hostname: 'server-1',
  isDrill: true,
};

function renderRun(options: {
  planId: string;
  preflight?: Partial<Preflight>;
  type?: 'DRILL' | 'RECOVERY';
  denied?: string[];
}) {
  const sent: RunPlanInput[] = [];
  const { planId, type = 'DRILL' } = options;
  renderPage(<RunPlanPage />, {
    at: `/recovery-plans/${planId}/run?type=${type}`,
    path: '/recovery-plans/:planId/run',
    denied: options.denied,
    api: {
      getRecoveryPlan: async () => planFixture({ id: planId }),
      getPreflight: async (_id, executionType) =>
        preflightFixture({ executionType, ...options.preflight }),
      runRecoveryPlan: async (_id, input) => {
        sent.push(input);
        return executionFixture();
      },
    },
  });
  return sent;
}

describe('RunPlanPage', () => {
  it('shows what happens in which order, and that nothing is destroyed', async () => {
    renderRun({ planId: 'plan-1' });
    const order = await screen.findByRole('table', {
      name: 'What happens, in this order',
    });
    const [, first, second] = within(order).getAllByRole('row');
    expect(first).toHaveTextContent('1. Database');
    expect(first).toHaveTextContent('2 servers in 1 DRS job');
    expect(second).toHaveTextContent('after Database');
    expect(screen.getByText('Nothing is destroyed.')).toBeInTheDocument();
  });

  it('does not run before each loss is accepted, and sends which ones were', async () => {
    const sent = renderRun({
      planId: 'plan-2',
      preflight: { destroys: [DESTROYED] },
    });
    const run = await screen.findByRole('button', { name: 'Run the drill' });
    const accept = await screen.findByLabelText(
      'Terminate server-1: drill instance i-0000000000000000d',
    );
    await waitFor(() =>
      expect(run).toHaveAccessibleDescription(
        'Accept each instance that is terminated, in the list above.',
      ),
    );
    await userEvent.click(run);
    expect(sent).toHaveLength(0);
    await userEvent.click(accept);
    await waitFor(() => expect(run).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(run);
    await waitFor(() =>
      expect(sent).toEqual([
        {
          executionType: 'DRILL',
          acceptDestroyed: ['i-0000000000000000d'],
        },
      ]),
    );
  });

  it('cannot be run while something stands against it, and offers no way to give away an instance of a session', async () => {
    const sent = renderRun({
      planId: 'plan-3',
      preflight: {
        blocked: true,
        findings: [
          {
            severity: 'error',
            code: 'HELD_BY_SESSION',
            message: 'A session holds server-1',
            remedy: 'Bring that session to its end first',
          },
        ],
        destroys: [{ ...DESTROYED, sessionId: 'session-1' }],
      },
    });
    expect(
      await screen.findByText('Bring that session to its end first'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Show the session' }),
    ).toHaveAttribute('href', '/disaster-recovery/sessions/session-1');
    const run = screen.getByRole('button', { name: 'Run the drill' });
    expect(run).toHaveAccessibleDescription(
      'What stands against it is listed above.',
    );
    await userEvent.click(run);
    expect(sent).toHaveLength(0);
  });

  it('runs a recovery only after the name of the plan has been typed', async () => {
    const sent = renderRun({ planId: 'plan-4', type: 'RECOVERY' });
    const run = await screen.findByRole('button', { name: 'Run the recovery' });
    await waitFor(() => expect(run).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(run);
    const dialog = await screen.findByRole('dialog', {
      name: 'Run orders as a recovery',
    });
    const confirm = within(dialog).getByRole('button', {
      name: 'Run the recovery',
    });
    await userEvent.click(confirm);
    expect(sent).toHaveLength(0);
    await userEvent.type(within(dialog).getByRole('textbox'), 'orders');
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(sent).toEqual([
        { executionType: 'RECOVERY', acceptDestroyed: [] },
      ]),
    );
  });

  it('names the permission that is missing for a recovery', async () => {
    const { name } = recoveryPlanRunRecoveryPermission;
    renderRun({ planId: 'plan-5', type: 'RECOVERY', denied: [name] });
    const run = await screen.findByRole('button', { name: 'Run the recovery' });
    await waitFor(() =>
      expect(run).toHaveAccessibleDescription(
        `You do not have the permission ${name}.`,
      ),
    );
  });
});
