import {
  executionTerminatePermission,
  type Execution,
  type JobLogEntry,
} from '@internal/plugin-disaster-recovery-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  executionFixture,
  executionServerFixture,
} from '../../__testUtils__/executionFixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { ExecutionPage } from './ExecutionPage';

// Pages of this size take their time on a busy machine.
jest.setTimeout(120_000);

const ENDED = '2026-11-23T10:09:00.000Z';

function renderExecution(
  execution: Execution,
  options: { tab?: string; denied?: string[]; log?: JobLogEntry[] } = {},
) {
  const terminated: string[] = [];
  renderPage(<ExecutionPage />, {
    at: `/executions/${execution.id}/${options.tab ?? 'timeline'}`,
    path: '/executions/:executionId/:tab',
    denied: options.denied,
    api: {
      getExecution: async () => execution,
      getJobLog: async () => ({ items: options.log ?? [] }),
      terminateExecution: async id => {
        terminated.push(id);
        return execution;
      },
    },
  });
  return terminated;
}

describe('ExecutionPage', () => {
  it('offers the job log as text for the ticket, once there is one', async () => {
    renderExecution(executionFixture(), {
      tab: 'log',
      log: [{ at: ENDED, jobId: 'drsjob-1', event: 'JOB_START' }],
    });
    expect(await screen.findByText('Copy as text')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Copy Job log' })).toBeVisible();
  });

  it('offers nothing to copy while the job log is empty', async () => {
    renderExecution(executionFixture(), { tab: 'log' });
    expect(await screen.findByText('No DRS job has begun yet.')).toBeVisible();
    expect(screen.queryByText('Copy as text')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Copy Job log' }),
    ).not.toBeInTheDocument();
  });

  it('says while it runs that one may leave', async () => {
    renderExecution(executionFixture());
    expect(await screen.findByText(/you may close this page/)).toBeVisible();
  });

  it('names failed servers first, with the reason for each verdict', async () => {
    renderExecution(
      executionFixture({
        status: 'PARTIAL',
        endedAt: ENDED,
        servers: [
          executionServerFixture(1),
          executionServerFixture(2, {
            status: 'FAILED',
            reason: 'No capacity for m5.large',
            recoveryInstanceId: undefined,
          }),
        ],
      }),
      { tab: 'servers' },
    );
    const table = await screen.findByRole('table', { name: 'Servers' });
    const [, first, second] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent('host-2');
    expect(first).toHaveTextContent('No capacity for m5.large');
    expect(second).toHaveTextContent('host-1');
  });

  it('says of each action why it is not possible now, in the words of the server', async () => {
    renderExecution(
      executionFixture({
        id: 'execution-2',
        actions: [
          { action: 'pause', allowed: true },
          {
            action: 'retry',
            allowed: false,
            reason: 'The execution has not ended',
          },
        ],
      }),
    );
    expect(
      await screen.findByRole('button', { name: 'Retry what failed' }),
    ).toHaveAccessibleDescription('The execution has not ended');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Pause' })).not.toHaveAttribute(
        'aria-disabled',
      ),
    );
  });

  it('names the permission that is missing for termination', async () => {
    const { name } = executionTerminatePermission;
    renderExecution(executionFixture({ id: 'execution-3' }), {
      denied: [name],
    });
    const button = await screen.findByRole('button', {
      name: 'Terminate instances',
    });
    await waitFor(() =>
      expect(button).toHaveAccessibleDescription(
        `You do not have the permission ${name}.`,
      ),
    );
  });

  it('lists what is terminated, and terminates only after the name has been typed', async () => {
    const terminated = renderExecution(
      executionFixture({
        id: 'execution-4',
        status: 'COMPLETED',
        endedAt: ENDED,
        servers: [executionServerFixture(1)],
      }),
    );
    const button = await screen.findByRole('button', {
      name: 'Terminate instances',
    });
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(button);
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      'host-1: i-00000000000000001 in us-west-2, with its disks',
    );
    const confirm = within(dialog).getByRole('button', {
      name: 'Terminate instances',
    });
    await userEvent.click(confirm);
    expect(terminated).toEqual([]);
    await userEvent.type(within(dialog).getByRole('textbox'), 'orders');
    await userEvent.click(confirm);
    await waitFor(() => expect(terminated).toEqual(['execution-4']));
  });

  it('draws hundreds of servers as a few bars with counts, and leads to the session', async () => {
    renderExecution(
      executionFixture({
        id: 'execution-5',
        status: 'COMPLETED',
        sessionId: 'session-1',
        endedAt: ENDED,
        servers: Array.from({ length: 300 }, (_, index) =>
          executionServerFixture(index + 1),
        ),
      }),
    );
    const timeline = await screen.findByRole('list', { name: 'Timeline' });
    expect(timeline).toHaveTextContent('300 Launched');
    expect(within(timeline).getAllByRole('listitem')).toHaveLength(2);
    expect(
      screen.getByRole('button', { name: 'Open its session' }),
    ).toHaveAttribute('href', '/disaster-recovery/sessions/session-1');
  });
});
