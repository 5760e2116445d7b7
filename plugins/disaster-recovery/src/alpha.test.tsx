import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
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
});
