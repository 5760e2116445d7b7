import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  MockPermissionApi,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { fireEvent, screen } from '@testing-library/react';
import { disasterRecoveryApiRef } from './api';
import { DisasterRecoveryPage } from './layout/DisasterRecoveryPage';
import { sections } from './layout/sections';
import { rootRouteRef } from './routes';
import { Route, Routes } from 'react-router-dom';
import { disasterRecoveryPlugin } from './plugin';

const counts = { needsYou: 0, inProgress: 0, ready: 0, done: 0 };

describe('the plugin on the legacy frontend system', () => {
  it('brings its API', () => {
    expect([...disasterRecoveryPlugin.getApis()].map(f => f.api.id)).toEqual([
      disasterRecoveryApiRef.id,
    ]);
  });

  it('opens on the failover sessions, below its own header with a tab for each section', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [permissionApiRef, new MockPermissionApi()],
          [
            disasterRecoveryApiRef,
            {
              listSessions: async () => ({ items: [], totalItems: 0, counts }),
            },
          ],
        ]}
      >
        <Routes>
          <Route
            path="/disaster-recovery/*"
            element={<DisasterRecoveryPage />}
          />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: ['/disaster-recovery'],
        mountedRoutes: { '/disaster-recovery': rootRouteRef },
      },
    );
    expect(await screen.findByText('No failovers yet.')).toBeVisible();
    expect(
      screen.getByRole('heading', { level: 1, name: 'Disaster Recovery' }),
    ).toBeVisible();
    const tabs = screen.getAllByRole('tab').map(tab => tab.textContent);
    expect(tabs).toEqual(sections.map(section => section.title));
    fireEvent.click(screen.getByRole('tab', { name: 'Failover Sessions' }));
    expect(await screen.findByText('No failovers yet.')).toBeVisible();
  });
});
