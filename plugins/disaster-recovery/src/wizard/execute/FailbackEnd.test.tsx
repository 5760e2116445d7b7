import { screen } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { sessionFixture } from '../../__testUtils__/sessionFixtures';
import { FailbackEnd } from './FailbackEnd';

describe('the wizard after the failback', () => {
  it.each([
    ['FAILBACK_COMPLETE', /these instances are not protected/, 'Re-protect'],
    ['RE_PROTECTED', /protected again/, 'Clean up the recovery region'],
  ] as const)(
    'when the session is %s says what comes next, beside the button for it',
    async (status, note, button) => {
      renderPage(<FailbackEnd session={sessionFixture({ status })} />);
      expect(await screen.findByText(note)).toBeVisible();
      expect(screen.getByRole('button', { name: button })).toBeVisible();
      expect(screen.getByText(/still run, and cost/)).toBeVisible();
    },
  );

  it('says after the cleanup that nothing is left to do', async () => {
    renderPage(
      <FailbackEnd session={sessionFixture({ status: 'CLEANUP_COMPLETE' })} />,
    );
    expect(await screen.findByText(/Nothing is left to do/)).toBeVisible();
    expect(screen.queryByText(/still run, and cost/)).not.toBeInTheDocument();
  });
});
