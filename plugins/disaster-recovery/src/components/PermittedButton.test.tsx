import { failoverSessionMirrorConfigPermission } from '@internal/plugin-disaster-recovery-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../__testUtils__/renderPage';
import { PermittedButton } from './PermittedButton';

const NAME = failoverSessionMirrorConfigPermission.name;

async function renderButton(
  sessionId: string,
  options: { denied?: string[]; reason?: string },
) {
  const onClick = jest.fn();
  renderPage(
    <PermittedButton
      permission={failoverSessionMirrorConfigPermission}
      resourceRef={sessionId}
      reason={options.reason}
      onClick={onClick}
    >
      Mirror
    </PermittedButton>,
    { denied: options.denied },
  );
  return { button: await screen.findByRole('button'), onClick };
}

describe('PermittedButton', () => {
  it('does its thing when permission and state allow', async () => {
    const { button, onClick } = await renderButton('session-1', {});
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(button);
    expect(onClick).toHaveBeenCalledTimes(1);
  });

  it('R9.3: names the permission that is missing, and stays reachable by keyboard', async () => {
    const { button, onClick } = await renderButton('session-2', {
      denied: [NAME],
    });
    await waitFor(() =>
      expect(button).toHaveAccessibleDescription(
        `You do not have the permission ${NAME}.`,
      ),
    );
    await userEvent.tab();
    expect(button).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(onClick).not.toHaveBeenCalled();
  });

  it('R9.3: names the state that stands against it before the permission', async () => {
    const { button } = await renderButton('session-3', {
      denied: [NAME],
      reason: 'Cleanup is running.',
    });
    expect(button).toHaveAccessibleDescription('Cleanup is running.');
    expect(button).toHaveAttribute('aria-disabled', 'true');
  });
});
