import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  protectionGroupCreatePermission,
  type ProtectionGroup,
} from '@internal/plugin-disaster-recovery-common';
import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import {
  DataTable,
  EmptyState,
  LiveContent,
  PageHeading,
  Pager,
  PermittedButton,
  TableSkeleton,
} from '../../components';
import {
  GROUP_FILTERS,
  GroupFilters,
  PAGE_SIZE,
  parseGroupQuery,
  useListQuery,
} from '../../lists';
import { NewOrderNotice, StaleMark, useLive, useStableOrder } from '../../live';
import {
  createProtectionGroupRouteRef,
  protectionGroupRouteRef,
} from '../../routes';
import { useWords } from '../../useWords';
import { useGroupColumns } from './useGroupColumns';

const idOf = (group: ProtectionGroup) => group.id;
const NO_GROUPS: ProtectionGroup[] = [];

/** Protection Groups: what is protected, how well, and whether AWS still holds what was asked for. */
export function ProtectionGroupsPage() {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const groupPath = useRouteRef(protectionGroupRouteRef);
  const createPath = useRouteRef(createProtectionGroupRouteRef)();
  const columns = useGroupColumns();
  const { query, pages, isFiltered, change, clear, sort } = useListQuery(
    parseGroupQuery,
    GROUP_FILTERS,
  );
  const list = useLive({
    key: ['protection-group', 'list', query],
    fetch: () => api.listProtectionGroups(query),
    keepPrevious: true,
  });
  const order = useStableOrder(
    list.data?.items ?? NO_GROUPS,
    idOf,
    JSON.stringify({ ...query, placeholder: list.isPlaceholderData }),
  );
  const open = useCallback(
    (group: ProtectionGroup) => navigate(groupPath({ groupId: group.id })),
    [navigate, groupPath],
  );
  const create = (primary: boolean) => (
    <PermittedButton
      primary={primary}
      permission={protectionGroupCreatePermission}
      onClick={() => navigate(createPath)}
    >
      {t('groups.create.action')}
    </PermittedButton>
  );
  const empty = list.data?.totalItems === 0 && !isFiltered;

  return (
    <>
      <PageHeading
        top
        title={t('groups.title')}
        subtitle={
          <>
            <StaleMark query={list} /> <NewOrderNotice order={order} />
          </>
        }
        actions={!empty && create(false)}
      />
      <LiveContent query={list} skeleton={<TableSkeleton rows={8} />}>
        {page =>
          empty ? (
            <EmptyState
              title={t('groups.empty.title')}
              description={t('groups.empty.description')}
              actions={create(true)}
            />
          ) : (
            <>
              <GroupFilters
                query={query}
                isFiltered={isFiltered}
                textLabel={t('groups.filters.text')}
                mirroredLabel={t('groups.filters.includeMirrored')}
                onChange={change}
                onClear={clear}
              />
              <DataTable
                label={t('groups.title')}
                columns={columns}
                rows={order.rows}
                idOf={idOf}
                onOpen={open}
                sort={{ column: query.orderBy!, direction: query.order! }}
                onSort={sort}
                empty={t('groups.empty.filtered')}
              />
              <Pager
                pages={pages}
                pageSize={PAGE_SIZE}
                shown={order.rows.length}
                total={page.totalItems}
                nextCursor={page.nextCursor}
                onPages={after => change({ after })}
              />
            </>
          )
        }
      </LiveContent>
    </>
  );
}
