import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  protectionGroupCreatePermission,
  type ProtectionGroupInput,
} from '@internal/plugin-disaster-recovery-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import {
  ErrorThreeLines,
  PageHeading,
  usePermissionReason,
} from '../../components';
import {
  protectionGroupRouteRef,
  protectionGroupsRouteRef,
} from '../../routes';
import { useWords } from '../../useWords';
import { GroupForm } from './GroupForm';

/** Creates a Protection Group. */
export function CreateGroupPage() {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const client = useQueryClient();
  const groupPath = useRouteRef(protectionGroupRouteRef);
  const listPath = useRouteRef(protectionGroupsRouteRef)();
  const refused = usePermissionReason({
    permission: protectionGroupCreatePermission,
  });
  const create = useMutation({
    mutationFn: (input: ProtectionGroupInput) =>
      api.createProtectionGroup(input),
    onSuccess: group => {
      client.invalidateQueries({ queryKey: ['protection-group', 'list'] });
      client.invalidateQueries({ queryKey: ['source-server'] });
      navigate(groupPath({ groupId: group.id }));
    },
  });
  return (
    <>
      <PageHeading
        title={t('groups.create.title')}
        subtitle={t('groups.create.subtitle')}
      />
      {refused && <ErrorThreeLines error={new Error(refused)} />}
      <GroupForm
        saveLabel={t('groups.create.save')}
        pending={create.isPending}
        error={create.error ?? undefined}
        onSave={create.mutate}
        onCancel={() => navigate(listPath)}
      />
    </>
  );
}
