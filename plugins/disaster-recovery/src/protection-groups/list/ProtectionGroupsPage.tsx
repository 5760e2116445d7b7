import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  protectionGroupCreatePermission,
  type ProtectionGroupSummary,
} from '@internal/plugin-disaster-recovery-common';
import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import { EmptyState, PermittedButton } from '../../components';
import {
  GROUP_FILTERS,
  GroupFilters,
  isEmptyList,
  ListPage,
  parseGroupQuery,
  useListQuery,
} from '../../lists';
import { useLive } from '../../live';
import {
  createProtectionGroupRouteRef,
  protectionGroupRouteRef,
} from '../../routes';
import { useWords } from '../../useWords';
import { useGroupColumns } from './useGroupColumns';

/** Protection Groups: what is protected, how well, and whether AWS still holds what was asked for. */
export function ProtectionGroupsPage() {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const groupPath = useRouteRef(protectionGroupRouteRef);
  const createPath = useRouteRef(createProtectionGroupRouteRef)();
  const state = useListQuery(parseGroupQuery, GROUP_FILTERS);
  const list = useLive({
    key: ['protection-group', 'list', state.query],
    fetch: () => api.listProtectionGroups(state.query),
    keepPrevious: true,
  });
  const isEmpty = isEmptyList(list, state);
  const create = (primary: boolean) => (
    <PermittedButton
      primary={primary}
      permission={protectionGroupCreatePermission}
      onClick={() => navigate(createPath)}
    >
      {t('groups.create.action')}
    </PermittedButton>
  );
  return (
    <ListPage
      title={t('groups.title')}
      list={list}
      state={state}
      columns={useGroupColumns()}
      pathOf={useCallback(
        (group: ProtectionGroupSummary) => groupPath({ groupId: group.id }),
        [groupPath],
      )}
      filters={
        <GroupFilters
          state={state}
          textLabel={t('groups.filters.text')}
          mirroredLabel={t('groups.filters.includeMirrored')}
        />
      }
      actions={!isEmpty && create(false)}
      isEmpty={isEmpty}
      empty={
        <EmptyState
          title={t('groups.empty.title')}
          description={t('groups.empty.description')}
          actions={create(true)}
        />
      }
      noMatch={t('groups.empty.filtered')}
    />
  );
}
