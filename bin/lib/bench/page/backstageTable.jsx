// A page for the bench alone: rows of a session in Backstage's own table. It is part of no app.
import { Table } from '@backstage/core-components';
import { ApiProvider } from '@backstage/core-app-api';
import { themes, UnifiedThemeProvider } from '@backstage/theme';
import { createRoot } from 'react-dom/client';
import { MemoryRouter } from 'react-router-dom';

const never = { subscribe: () => ({ unsubscribe: () => {}, closed: true }) };

/** What the table asks an app for; its own words are in the reference that it asks with. */
const implementations = {
  'core.translation': {
    getTranslation: reference => ({
      ready: true,
      t: key => reference.getDefaultMessages()[key],
    }),
    translation$: () => never,
  },
  'core.error': {
    post: error => {
      throw error;
    },
    error$: () => never,
  },
};
const apis = { get: ({ id }) => implementations[id] };

const columns = [
  { title: 'Instance', field: 'name' },
  { title: 'Wave and group', field: 'role' },
  { title: 'State', field: 'state' },
  { title: 'Progress', field: 'progress' },
  { title: 'Behind', field: 'behind' },
  { title: 'Backlog', field: 'backlog' },
  { title: 'Left', field: 'left' },
];

/** Draws the table, all rows on one page, as a session shows them. */
window.drawTable = rows => {
  createRoot(document.getElementById('root')).render(
    <UnifiedThemeProvider theme={themes.light}>
      <ApiProvider apis={apis}>
        <MemoryRouter>
          <Table
            title="Instances"
            columns={columns}
            data={rows}
            options={{ paging: false, maxBodyHeight: '68vh', padding: 'dense' }}
          />
        </MemoryRouter>
      </ApiProvider>
    </UnifiedThemeProvider>,
  );
};
