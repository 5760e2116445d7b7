import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import type {
  ProtectionGroup,
  ProtectionGroupInput,
} from '@internal/plugin-disaster-recovery-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import { LiveContent, PageHeading, VersionConflict } from '../../components';
import { useLive } from '../../live';
import { protectionGroupRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { changedFields } from './changedFields';
import { GroupForm } from './GroupForm';

function EditGroup(props: {
  /** As it was when the form was opened. */
  opened: ProtectionGroup;
  /** As it is now: others may change it meanwhile. */
  now: ProtectionGroup;
  onReload(): void;
}) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const client = useQueryClient();
  const { opened, now } = props;
  const path = useRouteRef(protectionGroupRouteRef)({ groupId: opened.id });
  const [typed, setTyped] = useState<ProtectionGroupInput>();
  const save = useMutation({
    mutationFn: (options: { input: ProtectionGroupInput; version: number }) =>
      api.updateProtectionGroup(opened.id, {
        ...options.input,
        version: options.version,
      }),
    onSuccess: group => {
      client.setQueryData(['protection-group', group.id], group);
      client.invalidateQueries({ queryKey: ['protection-group', 'list'] });
      client.invalidateQueries({ queryKey: ['source-server'] });
      navigate(path);
    },
    // Whether it was somebody else's change that stood against it can be seen from the group as it is now.
    onError: () =>
      client.invalidateQueries({ queryKey: ['protection-group', opened.id] }),
  });
  const conflict = save.isError && now.version !== opened.version;
  return (
    <GroupForm
      group={opened}
      saveLabel={t('groups.edit.save')}
      pending={save.isPending}
      error={save.error ?? undefined}
      notice={
        conflict && typed ? (
          <VersionConflict
            changed={changedFields(opened, now).map(field =>
              t(`groups.changed.${field}`),
            )}
            pending={save.isPending}
            onOverwrite={() =>
              save.mutate({ input: typed, version: now.version })
            }
            onDiscard={props.onReload}
          />
        ) : undefined
      }
      onSave={input => {
        setTyped(input);
        save.mutate({ input, version: opened.version });
      }}
      onCancel={() => navigate(path)}
    />
  );
}

/** Edits a Protection Group. What is typed is not touched by what others do meanwhile, and saving over them is refused. */
export function EditGroupPage() {
  const { groupId = '' } = useParams();
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const [opened, setOpened] = useState<ProtectionGroup>();
  const query = useLive({
    key: ['protection-group', groupId],
    fetch: () => api.getProtectionGroup(groupId),
  });
  if (query.data && query.isFetchedAfterMount && opened?.id !== groupId) {
    setOpened(query.data);
  }
  return (
    <LiveContent query={query}>
      {now => (
        <>
          <PageHeading title={t('groups.edit.title', { name: now.name })} />
          {opened && (
            <EditGroup
              key={`${opened.id}-${opened.version}`}
              opened={opened}
              now={now}
              onReload={() => setOpened(now)}
            />
          )}
        </>
      )}
    </LiveContent>
  );
}
