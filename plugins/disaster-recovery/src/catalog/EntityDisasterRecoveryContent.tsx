import {
  MissingAnnotationEmptyState,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { PROTECTION_GROUP_ANNOTATION } from '@internal/plugin-disaster-recovery-common';
import { LiveContent, Section, TableSkeleton } from '../components';
import { useContentStyles } from '../layout/useContentStyles';
import { ConnectionBanner, LiveProvider, StaleMark } from '../live';
import { SessionsOf } from '../protection-groups/SessionsOf';
import { useWords } from '../useWords';
import { EntityServers } from './EntityServers';
import { GroupProtection } from './GroupProtection';
import { groupReferences } from './groupsOf';
import { UnknownGroup } from './UnknownGroup';
import { useEntityGroups } from './useEntityGroups';

function EntityGroups() {
  const t = useWords();
  const { query } = useEntityGroups();
  return (
    <>
      <LiveContent query={query} skeleton={<TableSkeleton />}>
        {named => (
          <>
            {named.map(({ reference, group }) => (
              <Section
                key={reference}
                title={t('catalog.groupTitle', {
                  name: group?.name ?? reference,
                })}
                subtitle={group?.description}
              >
                {group ? (
                  <>
                    <GroupProtection group={group} />
                    <EntityServers group={group} />
                    <Section title={t('groups.sessions.title')}>
                      <SessionsOf of={{ protectionGroupId: group.id }} />
                    </Section>
                  </>
                ) : (
                  <UnknownGroup reference={reference} />
                )}
              </Section>
            ))}
          </>
        )}
      </LiveContent>
      <StaleMark query={query} />
    </>
  );
}

/** The disaster recovery of an entity: each of its Protection Groups with its servers and failovers. */
export function EntityDisasterRecoveryContent() {
  const { words } = useContentStyles();
  const { entity } = useEntity();
  if (groupReferences(entity).length === 0) {
    return (
      <MissingAnnotationEmptyState annotation={PROTECTION_GROUP_ANNOTATION} />
    );
  }
  return (
    <LiveProvider>
      <div className={words}>
        <ConnectionBanner />
        <EntityGroups />
      </div>
    </LiveProvider>
  );
}
