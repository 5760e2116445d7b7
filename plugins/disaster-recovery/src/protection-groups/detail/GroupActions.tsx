import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  protectionGroupApplyLaunchSettingsPermission,
  protectionGroupCaptureOriginPermission,
  protectionGroupDeletePermission,
  protectionGroupUpdatePermission,
  type ProtectionGroup,
} from '@internal/plugin-disaster-recovery-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import { PermittedButton, TypedConfirmDialog } from '../../components';
import {
  editProtectionGroupRouteRef,
  protectionGroupsRouteRef,
} from '../../routes';
import { useWords } from '../../useWords';

/** What one may do with a group. `onError` is told of what did not work, and of nothing when the next try begins. */
export function GroupActions(props: {
  group: ProtectionGroup;
  onError(error: Error | undefined): void;
}) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const client = useQueryClient();
  const editPath = useRouteRef(editProtectionGroupRouteRef);
  const listPath = useRouteRef(protectionGroupsRouteRef)();
  const [dialog, setDialog] = useState<'apply' | 'delete'>();
  const { group, onError } = props;
  const refresh = (changed: ProtectionGroup) => {
    client.setQueryData(['protection-group', group.id], changed);
    return client.invalidateQueries({ queryKey: ['protection-group', 'list'] });
  };
  const capture = useMutation({
    mutationFn: () => api.captureOrigin(group.id),
    onMutate: () => onError(undefined),
    onSuccess: refresh,
    onError,
  });

  const drifted = group.driftedServerCount;
  const unchecked = group.servers.some(server => !server.driftCheckedAt);
  const plans = group.usedByPlans.map(plan => plan.name).join(', ');
  return (
    <>
      <PermittedButton
        primary={drifted > 0}
        permission={protectionGroupApplyLaunchSettingsPermission}
        resourceRef={group.id}
        reason={
          drifted > 0 || unchecked ? undefined : t('groups.apply.nothing')
        }
        onClick={() => setDialog('apply')}
      >
        {t('groups.apply.action')}
      </PermittedButton>
      <PermittedButton
        permission={protectionGroupCaptureOriginPermission}
        resourceRef={group.id}
        pending={capture.isPending}
        onClick={() => capture.mutate()}
      >
        {t('groups.capture.action')}
      </PermittedButton>
      <PermittedButton
        permission={protectionGroupUpdatePermission}
        resourceRef={group.id}
        onClick={() => navigate(editPath({ groupId: group.id }))}
      >
        {t('groups.edit.action')}
      </PermittedButton>
      <PermittedButton
        permission={protectionGroupDeletePermission}
        resourceRef={group.id}
        reason={plans === '' ? undefined : t('groups.delete.inUse', { plans })}
        onClick={() => setDialog('delete')}
      >
        {t('groups.delete.action')}
      </PermittedButton>
      <TypedConfirmDialog
        open={dialog === 'apply'}
        onClose={() => setDialog(undefined)}
        title={t('groups.apply.title', { name: group.name })}
        changes={group.servers
          .filter(server => server.drift.length > 0)
          .map(server =>
            t('groups.apply.server', {
              name: server.hostname ?? server.sourceServerId,
              fields: server.drift
                .map(drift =>
                  t(`launch.fields.${drift.field}` as 'launch.fields.subnetId'),
                )
                .join(', '),
            }),
          )}
        kept={[t('groups.apply.kept')]}
        confirmLabel={t('groups.apply.action')}
        onConfirm={() => api.applyLaunchSettings(group.id).then(refresh)}
      >
        {t('groups.apply.intro', { region: group.region })}
      </TypedConfirmDialog>
      <TypedConfirmDialog
        open={dialog === 'delete'}
        onClose={() => setDialog(undefined)}
        title={t('groups.delete.title', { name: group.name })}
        destroyed={[t('groups.delete.destroyed', { count: group.serverCount })]}
        kept={[t('groups.delete.kept')]}
        nameToType={group.name}
        confirmLabel={t('groups.delete.action')}
        onConfirm={async () => {
          await api.deleteProtectionGroup(group.id);
          navigate(listPath);
        }}
      />
    </>
  );
}
