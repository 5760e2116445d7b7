import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';
import { screen, within } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import {
  instanceFixture,
  sessionFixture,
} from '../../__testUtils__/sessionFixtures';
import { InstancePanel } from './InstancePanel';

const error: ErrorDetails = {
  message: 'The agent of server-1 was not installed.',
  reason: 'Connection attempt on port 443 failed.',
  remedy: 'Open a route to the DRS endpoint.',
  at: '2026-11-23T12:00:00Z',
  output: { stdout: 'Connection attempt failed.', stderr: '' },
};

describe('InstancePanel', () => {
  it('R9.5: tells an error once, with its reason and what to do, and marks the step that failed', async () => {
    const instance = instanceFixture(1, {
      agent: {
        status: 'FAILED',
        attempt: 1,
        error,
        steps: [
          {
            id: 'step-1',
            name: 'INSTALL_AGENT',
            title: 'Install the agent',
            status: 'FAILED',
            error,
            output: error.output,
          },
        ],
      },
    });
    renderPage(
      <InstancePanel
        session={sessionFixture({ instances: [instance] })}
        instance={instance}
        onClose={() => {}}
      />,
    );
    const panel = await screen.findByRole('dialog', { name: 'server-1' });
    expect(within(panel).getAllByRole('alert')).toHaveLength(1);
    expect(within(panel).getAllByText(error.message)).toHaveLength(1);
    expect(within(panel).getAllByText(error.output!.stdout)).toHaveLength(1);
    const steps = within(panel).getByRole('region', { name: 'Agent' });
    expect(steps).toHaveTextContent('FailedInstall the agent');
  });

  it('tells what an earlier step failed with, if that is another error', async () => {
    const instance = instanceFixture(1, {
      error,
      agent: {
        status: 'FAILED',
        attempt: 1,
        steps: [
          {
            id: 'step-1',
            name: 'REBOOT',
            title: 'Reboot',
            status: 'FAILED',
            error: { ...error, message: 'It did not come back.' },
          },
        ],
      },
    });
    renderPage(
      <InstancePanel
        session={sessionFixture({ instances: [instance] })}
        instance={instance}
        onClose={() => {}}
      />,
    );
    expect(await screen.findByText('It did not come back.')).toBeVisible();
    expect(screen.getByText(error.message)).toBeVisible();
  });
});
