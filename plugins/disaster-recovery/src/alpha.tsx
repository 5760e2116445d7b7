import {
  ApiBlueprint,
  coreExtensionData,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  Progress,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { DisasterRecoveryClient } from '@internal/plugin-disaster-recovery-common';
import { lazy, Suspense } from 'react';
import { useParams } from 'react-router-dom';
import { disasterRecoveryApiRef } from './api';
import { PluginIcon } from './layout/PluginIcon';
import { sections } from './layout/sections';
import { isDisasterRecoveryAvailable } from './catalog/isDisasterRecoveryAvailable';
import { rootRouteRef, routes } from './routes';

const disasterRecoveryApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: disasterRecoveryApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DisasterRecoveryClient(deps),
    }),
});

const UnknownAddress = lazy(async () => {
  const pages = await import('./layout/pages');
  return {
    default: () => (
      <pages.SectionContent>
        <pages.UnknownAddress />
      </pages.SectionContent>
    ),
  };
});

/** Backstage shows nothing below the tabs where none of them has the address; this says so. */
function UnlessOneOf(props: { paths: string[] }) {
  const below = useParams()['*']?.split('/', 1)[0];
  return !below || props.paths.includes(below) ? null : (
    <Suspense fallback={<Progress />}>
      <UnknownAddress />
    </Suspense>
  );
}

const page = PageBlueprint.makeWithOverrides({
  factory: (originalFactory, { inputs }) => {
    const tabs = originalFactory({
      path: '/disaster-recovery',
      title: 'Disaster Recovery',
      icon: <PluginIcon />,
      routeRef: rootRouteRef,
    });
    const paths = inputs.pages.map(subPage =>
      subPage.get(coreExtensionData.routePath),
    );
    const { id } = coreExtensionData.reactElement;
    return [
      ...[...tabs].filter(output => output.id !== id),
      coreExtensionData.reactElement(
        <>
          {tabs.get(coreExtensionData.reactElement)}
          <UnlessOneOf paths={paths} />
        </>,
      ),
    ];
  },
});

const subPages = sections.map(section =>
  SubPageBlueprint.make({
    attachTo: { id: 'page:disaster-recovery', input: 'pages' },
    name: section.path,
    params: {
      path: section.path,
      title: section.title,
      loader: async () => {
        const { SectionContent } = await import('./layout/pages');
        const Section = await section.load();
        return (
          <SectionContent>
            <Section />
          </SectionContent>
        );
      },
    },
  }),
);

const entityContent = EntityContentBlueprint.make({
  params: {
    path: 'disaster-recovery',
    title: 'Disaster Recovery',
    group: 'operation',
    icon: <PluginIcon />,
    // Those without the annotation are shown the line to add.
    filter: { kind: { $in: ['component', 'resource', 'system'] } },
    loader: async () => {
      const { loadEntityContent } = await import('./layout/pages');
      const EntityDisasterRecoveryContent = await loadEntityContent();
      return <EntityDisasterRecoveryContent />;
    },
  },
});

const entityCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: isDisasterRecoveryAvailable,
    loader: async () => {
      const { loadEntityCard } = await import('./layout/pages');
      const EntityDisasterRecoveryCard = await loadEntityCard();
      return <EntityDisasterRecoveryCard />;
    },
  },
});

/**
 * The plugin for portals on the new frontend system. It brings its page with a tab for each section, its API, an
 * entry in the navigation, and a tab and an overview card for entities of the catalog.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'disaster-recovery',
  title: 'Disaster Recovery',
  icon: <PluginIcon />,
  info: { packageJson: () => import('../package.json') },
  routes,
  extensions: [
    disasterRecoveryApi,
    page,
    ...subPages,
    entityContent,
    entityCard,
  ],
});

export { disasterRecoveryTranslationRef } from './translation';
