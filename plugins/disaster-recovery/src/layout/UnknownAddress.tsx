import { useRouteRef } from '@backstage/core-plugin-api';
import { EmptyState, NavButton } from '../components';
import { rootRouteRef } from '../routes';
import { useWords } from '../useWords';
import { sections } from './sections';

/** Where no page of the plugin has the address that was opened, say from an old link: the ways to all that there is. */
export function UnknownAddress() {
  const t = useWords();
  const root = useRouteRef(rootRouteRef)();
  return (
    <EmptyState
      title={t('common.error.notFound')}
      description={t('common.error.notFoundHint')}
      actions={sections.map(section => (
        <NavButton key={section.path} to={`${root}/${section.path}`}>
          {section.title}
        </NavButton>
      ))}
    />
  );
}
