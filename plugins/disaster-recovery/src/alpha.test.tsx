import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sections } from './layout/sections';
import plugin from './alpha';

describe('the plugin on the new frontend system', () => {
  it('opens on the failover sessions, below one header with a tab for each section', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/disaster-recovery'],
    });
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'Failover Sessions',
      }),
    ).toBeVisible();
    expect(
      screen.getAllByRole('heading', { level: 1, name: 'Disaster Recovery' }),
    ).toHaveLength(1);
    for (const section of sections) {
      expect(screen.getByRole('tab', { name: section.title })).toHaveAttribute(
        'href',
        `/disaster-recovery/${section.path}`,
      );
    }
  });

  it.each([
    ['no section', '/disaster-recovery/failovers'],
    ['no page of a section', '/disaster-recovery/sessions/a/b/c'],
    ['no page of a group', '/disaster-recovery/protection-groups/a/b'],
    ['no page of a plan', '/disaster-recovery/recovery-plans/a/b'],
    ['no page of an execution', '/disaster-recovery/executions/a/b/c'],
  ])(
    'says that there is nothing, and leads on, where %s has the address',
    async (_, address) => {
      renderTestApp({ features: [plugin], initialRouteEntries: [address] });
      expect(
        await screen.findByText('There is nothing here with this address.'),
      ).toBeVisible();
      expect(screen.getByRole('tab', { name: 'Recovery Plans' })).toBeVisible();

      await userEvent.click(
        screen.getByRole('button', { name: 'Failover Sessions' }),
      );
      expect(
        await screen.findByRole('heading', {
          level: 2,
          name: 'Failover Sessions',
        }),
      ).toBeVisible();
      expect(
        screen.queryByText('There is nothing here with this address.'),
      ).not.toBeInTheDocument();
    },
  );
});
