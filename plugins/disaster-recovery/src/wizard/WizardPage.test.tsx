import {
  type DisasterRecoveryApi,
  SOURCE_SERVER_MISSING,
} from '@internal/plugin-disaster-recovery-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../__testUtils__/renderPage';
import {
  instanceFixture,
  operationFixture,
  sessionFixture,
} from '../__testUtils__/sessionFixtures';
import { WizardPage } from './WizardPage';
import { useLocation } from 'react-router-dom';
import { Route, Routes } from 'react-router-dom';

function Where() {
  return <output aria-label="address">{useLocation().pathname}</output>;
}

function renderWizard(
  session: ReturnType<typeof sessionFixture>,
  options: { step?: string; api?: Partial<DisasterRecoveryApi> } = {},
) {
  const tail = options.step ? `/${options.step}` : '';
  return renderPage(
    <>
      <Where />
      <Routes>
        <Route path="sessions/:sessionId/wizard" element={<WizardPage />} />
        <Route
          path="sessions/:sessionId/wizard/:step"
          element={<WizardPage />}
        />
      </Routes>
    </>,
    {
      at: `/sessions/${session.id}/wizard${tail}`,
      api: { getSession: async () => session, ...options.api },
    },
  );
}

const agentSeen = { agentLastSeenAt: '2026-11-23T12:00:00Z' };

describe('WizardPage', () => {
  it('R10.1, R10.2: opens on the step that the session is at, and shows every instance with its state', async () => {
    renderWizard(sessionFixture({ id: 'wizard-1' }));
    expect(
      await screen.findByRole('heading', { name: 'Review what failed over' }),
    ).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/sessions/wizard-1/wizard/review',
    );
    const steps = screen.getByRole('navigation', {
      name: 'Steps of the failback',
    });
    expect(within(steps).getAllByRole('link')).toHaveLength(6);
    const table = screen.getByRole('table', { name: 'Instances' });
    expect(within(table).getByText('server-1')).toBeVisible();
    expect(within(table).getAllByText('Waiting')).toHaveLength(2);
  });

  it('R10.2: says which instances cannot fail back, and why', async () => {
    renderWizard(
      sessionFixture({
        id: 'wizard-2',
        instances: [
          instanceFixture(1, { cannotFailBack: 'It was never captured.' }),
        ],
      }),
    );
    expect(
      await screen.findByText('1 instance cannot fail back'),
    ).toBeVisible();
    expect(screen.getByText(/server-1: It was never captured\./)).toBeVisible();
  });

  it('R10.3: preselects the route that fits, and installs agents on the other one', async () => {
    const installAgents = jest.fn(async () => operationFixture());
    renderWizard(
      sessionFixture({
        id: 'wizard-3',
        instances: [
          instanceFixture(1, agentSeen),
          instanceFixture(2, agentSeen),
        ],
      }),
      { step: 'agents', api: { installAgents } },
    );
    expect(
      await screen.findByRole('radio', { name: /Native.*fits/ }),
    ).toBeChecked();
    expect(
      screen.queryByRole('button', { name: /Install agents/ }),
    ).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('radio', { name: /Reinstall/ }));
    const button = await screen.findByRole('button', {
      name: 'Install agents on 2 instances',
    });
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(button);
    expect(installAgents).toHaveBeenCalledWith('wizard-3');
  });

  it('R10.8: shows why agents failed with the command’s output, and retries without losing the others', async () => {
    const installAgents = jest.fn(async () => operationFixture());
    renderWizard(
      sessionFixture({
        id: 'wizard-4',
        status: 'INSTALLING_AGENTS',
        route: 'reinstall',
        failedInstanceCount: 1,
        lastOperation: operationFixture({ status: 'FAILED' }),
        lastError: {
          message: 'The agent of server-2 was not installed.',
          reason: 'Connection refused',
          remedy: 'Open port 443 to DRS.',
          output: { stdout: '', stderr: 'curl: (7) connection refused' },
          correlationId: 'correlation-1',
          at: '2026-11-23T10:41:00Z',
        },
      }),
      { api: { installAgents } },
    );
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The agent of server-2 was not installed.');
    expect(alert).toHaveTextContent('Why: Connection refused');
    expect(alert).toHaveTextContent('What to do: Open port 443 to DRS.');
    expect(alert).toHaveTextContent('curl: (7) connection refused');
    expect(alert).toHaveTextContent('correlation-1');
    expect(
      screen.getByText(/Trying again works only on what failed/),
    ).toBeVisible();
    const retry = screen.getByRole('button', { name: 'Retry 1 agent' });
    await waitFor(() => expect(retry).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(retry);
    expect(installAgents).toHaveBeenCalledTimes(1);
  });

  it('goes on with replication when a failback has lost what it launches from', async () => {
    const startReverseReplication = jest.fn(async () =>
      operationFixture({ kind: 'start-reverse-replication' }),
    );
    renderWizard(
      sessionFixture({
        id: 'wizard-lost-1',
        status: 'FAILBACK_IN_PROGRESS',
        route: 'native',
        mirroredAt: '2026-11-23T10:01:00.000Z',
        failbackExecutionId: 'execution-2',
        failedInstanceCount: 2,
        brokenReplicationCount: 1,
        lastOperation: operationFixture({
          kind: 'execute-failback',
          status: 'FAILED',
        }),
      }),
      { api: { startReverseReplication } },
    );
    const retry = await screen.findByRole('button', {
      name: 'Retry 1 instance',
    });
    await waitFor(() => expect(retry).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(retry);
    expect(startReverseReplication).toHaveBeenCalledTimes(1);
  });

  it('installs an agent by either route where a source server is lost for good', async () => {
    const installAgents = jest.fn(async () => operationFixture());
    const error = {
      code: SOURCE_SERVER_MISSING,
      message: 'Nothing in us-east-1 replicates server-2.',
      remedy: 'Install agents again, which works on this instance only.',
      at: '2026-11-23T10:02:00.000Z',
    };
    renderWizard(
      sessionFixture({
        id: 'wizard-lost-2',
        status: 'REVERSE_REPLICATING',
        route: 'native',
        mirroredAt: '2026-11-23T10:01:00.000Z',
        failedInstanceCount: 1,
        lastError: error,
        lastOperation: operationFixture({
          kind: 'start-reverse-replication',
          status: 'FAILED',
          error,
        }),
        instances: [instanceFixture(1), instanceFixture(2, { error })],
      }),
      { api: { installAgents } },
    );
    expect(await screen.findByText(/and on nothing else/)).toBeVisible();
    expect(screen.getAllByText(error.message)[0]).toBeVisible();
    const retry = screen.getByRole('button', { name: 'Retry 1 agent' });
    await waitFor(() => expect(retry).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(retry);
    expect(installAgents).toHaveBeenCalledTimes(1);
  });

  it('R10.6: leaves the monitoring step by itself when every instance is ready', async () => {
    let session = sessionFixture({
      id: 'wizard-5',
      status: 'REVERSE_REPLICATING',
      route: 'native',
      mirroredProtectionGroups: [{ id: 'group-2', name: 'mirrored' }],
      mirroredAt: '2026-11-23T10:01:00.000Z',
      replication: {
        counts: { INITIAL_SYNC: 2 },
        total: 2,
        ready: 0,
        percent: 82,
        observedAt: '2026-11-23T12:00:00Z',
      },
    });
    renderWizard(session, { api: { getSession: async () => session } });
    expect(await screen.findByText('82 %, 0 of 2 ready')).toBeVisible();
    session = { ...session, status: 'READY_FOR_FAILBACK' };
    expect(
      await screen.findByRole(
        'heading',
        { name: 'Fail back, as a drill or for real' },
        { timeout: 8_000 },
      ),
    ).toBeVisible();
  }, 15_000);

  it('R10.7: asks for the session’s name before the failback, and says what would be lost', async () => {
    const executeFailback = jest.fn(async () =>
      operationFixture({ kind: 'execute-failback' }),
    );
    renderWizard(
      sessionFixture({
        id: 'wizard-6',
        status: 'READY_FOR_FAILBACK',
        route: 'native',
        mirroredProtectionGroups: [{ id: 'group-2', name: 'mirrored' }],
        mirroredAt: '2026-11-23T10:01:00.000Z',
        replication: {
          counts: { READY: 1, READY_WITH_LAG: 1 },
          total: 2,
          ready: 2,
          worstLagSeconds: 660,
          backlogBytes: 220 * 1024 * 1024,
          worst: { recoveryInstanceId: 'i-2', hostname: 'db-2' },
          observedAt: '2026-11-23T12:00:00Z',
        },
      }),
      { api: { executeFailback } },
    );
    expect(
      await screen.findByText(
        'Failing back now loses at most 11 min, 220 MiB; worst is db-2',
      ),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('radio', { name: /^Failback/ }));
    const start = screen.getByRole('button', { name: 'Fail back' });
    await waitFor(() => expect(start).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(start);

    const dialog = await screen.findByRole('dialog');
    const confirm = within(dialog).getByRole('button', { name: 'Fail back' });
    await userEvent.click(confirm);
    expect(executeFailback).not.toHaveBeenCalled();
    expect(confirm).toHaveAccessibleDescription(
      'Type orders · prod to confirm',
    );

    await userEvent.type(within(dialog).getByRole('textbox'), 'orders · prod');
    await userEvent.click(confirm);
    expect(executeFailback).toHaveBeenCalledWith('wizard-6', {
      mode: 'RECOVERY',
    });
  });
});
