import { InfoCard } from '@backstage/core-components';
import {
  MissingAnnotationEmptyState,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { PROTECTION_GROUP_ANNOTATION } from '@internal/plugin-disaster-recovery-common';
import { LiveContent, TableSkeleton } from '../components';
import { useContentStyles } from '../layout/useContentStyles';
import { LiveProvider } from '../live';
import { useWords } from '../useWords';
import { GroupProtection } from './GroupProtection';
import { groupReferences } from './groupsOf';
import { UnknownGroup } from './UnknownGroup';
import { useEntityGroups } from './useEntityGroups';

const useStyles = makeStyles(
  theme => ({ list: { display: 'grid', gap: theme.spacing(3) } }),
  { name: 'DisasterRecoveryEntityCard' },
);

function CardContent() {
  const classes = useStyles();
  const { words } = useContentStyles();
  const { query } = useEntityGroups();
  return (
    <LiveContent query={query} skeleton={<TableSkeleton rows={3} />}>
      {named => (
        <div className={`${classes.list} ${words}`}>
          {named.map(({ reference, group }) => (
            <div key={reference}>
              {group ? (
                <GroupProtection group={group} />
              ) : (
                <UnknownGroup reference={reference} />
              )}
            </div>
          ))}
        </div>
      )}
    </LiveContent>
  );
}

/** On an entity's overview: whether it is protected, how well, and whether a failover is under way. */
export function EntityDisasterRecoveryCard() {
  const t = useWords();
  const { entity } = useEntity();
  if (groupReferences(entity).length === 0) {
    return (
      <MissingAnnotationEmptyState annotation={PROTECTION_GROUP_ANNOTATION} />
    );
  }
  return (
    <InfoCard title={t('common.pluginTitle')}>
      <LiveProvider>
        <CardContent />
      </LiveProvider>
    </InfoCard>
  );
}
