import { Header, HeaderTabs, Page, Progress } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { lazy, Suspense } from 'react';
import {
  Navigate,
  Route,
  Routes,
  useLocation,
  useNavigate,
} from 'react-router-dom';
import { rootRouteRef } from '../routes';
import { useWords } from '../useWords';
import { SectionContent } from './SectionContent';
import { sections } from './sections';
import { UnknownAddress } from './UnknownAddress';

const routed = sections.map(section => ({
  ...section,
  Component: lazy(async () => ({ default: await section.load() })),
}));

/** The whole plugin as one page, for the legacy frontend system: the header and its tabs are the plugin's own there. */
export function DisasterRecoveryPage() {
  const t = useWords();
  const root = useRouteRef(rootRouteRef)();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const selected = sections.findIndex(section =>
    pathname.startsWith(`${root}/${section.path}`),
  );
  return (
    <Page themeId="tool">
      <Header title={t('common.pluginTitle')} />
      <HeaderTabs
        tabs={sections.map(section => ({
          id: section.path,
          label: section.title,
        }))}
        selectedIndex={Math.max(0, selected)}
        onChange={index => navigate(`${root}/${sections[index].path}`)}
      />
      <Suspense fallback={<Progress />}>
        <Routes>
          <Route index element={<Navigate to={sections[0].path} replace />} />
          {routed.map(({ path, Component }) => (
            <Route
              key={path}
              path={`${path}/*`}
              element={
                <SectionContent>
                  <Component />
                </SectionContent>
              }
            />
          ))}
          <Route
            path="*"
            element={
              <SectionContent>
                <UnknownAddress />
              </SectionContent>
            }
          />
        </Routes>
      </Suspense>
    </Page>
  );
}
