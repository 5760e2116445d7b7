import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReleaseSourceServersInput } from '@internal/plugin-disaster-recovery-common';
import { renderPage } from '../../__testUtils__/renderPage';
import {
  instanceFixture,
  sessionFixture,
} from '../../__testUtils__/sessionFixtures';
import { ActionDialogs } from './ActionDialogs';

describe('ActionDialogs', () => {
  it('R2.8: offers to release only the source servers of instances that were installed to replicate elsewhere', async () => {
    const failed = (number: number, code: string) =>
      instanceFixture(number, {
        agent: {
          status: 'FAILED',
          steps: [],
          attempt: 1,
          error: { message: 'It failed', code, at: '2026-11-23T12:00:00Z' },
        },
      });
    const session = sessionFixture({
      status: 'INSTALLING_AGENTS',
      instances: [
        failed(1, 'PREVIOUSLY_INSTALLED'),
        failed(2, 'SYSTEM_NOT_SUPPORTED'),
      ],
    });
    const released: ReleaseSourceServersInput[] = [];
    renderPage(
      <ActionDialogs
        session={session}
        open="release-source-servers"
        onClose={() => {}}
      />,
      {
        api: {
          getSession: async () => session,
          releaseSourceServers: async (_, input) => {
            released.push(input);
            return session.currentOperation!;
          },
        },
      },
    );
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/server-1/)).toBeVisible();
    expect(within(dialog).queryByText(/server-2/)).toBeNull();
    await userEvent.type(within(dialog).getByRole('textbox'), session.name);
    await userEvent.click(
      within(dialog).getByRole('button', {
        name: 'Release the source servers',
      }),
    );
    expect(released).toEqual([
      {
        instanceIds: [session.instances[0].recoveryInstanceId],
        confirm: session.name,
      },
    ]);
  });
});
