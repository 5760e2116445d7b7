import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import type {
  ProtectionGroup,
  ProtectionGroupInput,
} from '@internal/plugin-disaster-recovery-common';
import { useParams } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import { EditPage, type Edited } from '../../forms';
import { protectionGroupRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { changedFields } from './changedFields';
import { GroupForm } from './GroupForm';

/** Edits a Protection Group. */
export function EditGroupPage() {
  const { groupId = '' } = useParams();
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const groupPath = useRouteRef(protectionGroupRouteRef);
  const edited: Edited<ProtectionGroup, ProtectionGroupInput> = {
    type: 'protection-group',
    id: groupId,
    read: () => api.getProtectionGroup(groupId),
    save: (input, version) =>
      api.updateProtectionGroup(groupId, { ...input, version }),
    alsoChanges: ['source-server'],
    title: name => t('groups.edit.title', { name }),
    saveLabel: t('groups.edit.save'),
    path: groupPath({ groupId }),
    changed: (before, now) =>
      changedFields(before, now).map(field => t(`groups.changed.${field}`)),
    form: (group, props) => <GroupForm group={group} {...props} />,
  };
  return <EditPage edited={edited} />;
}
