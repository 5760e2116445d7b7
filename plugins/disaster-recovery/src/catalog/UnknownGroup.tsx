import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { PROTECTION_GROUP_ANNOTATION } from '@internal/plugin-disaster-recovery-common';
import { NavButton, Status } from '../components';
import { protectionGroupsRouteRef } from '../routes';
import { useWords } from '../useWords';

/** The entity names a group that is not there, or that the reader may not see. */
export function UnknownGroup(props: { reference: string }) {
  const t = useWords();
  const groupsPath = useRouteRef(protectionGroupsRouteRef)();
  return (
    <>
      <Typography variant="body1" component="div" gutterBottom>
        <Status tone="error">
          {t('catalog.unknown.title', { name: props.reference })}
        </Status>
      </Typography>
      <Typography variant="body2" gutterBottom>
        {t('catalog.unknown.description', {
          annotation: PROTECTION_GROUP_ANNOTATION,
        })}
      </Typography>
      <NavButton to={groupsPath}>{t('catalog.unknown.groups')}</NavButton>
    </>
  );
}
