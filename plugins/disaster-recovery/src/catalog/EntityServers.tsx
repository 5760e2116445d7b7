import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  ProtectedServer,
  ProtectionGroup,
} from '@internal/plugin-disaster-recovery-common';
import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { DataTable, Section } from '../components';
import { useServerColumns } from '../protection-groups/detail/useServerColumns';
import { protectionGroupRouteRef } from '../routes';
import { useWords } from '../useWords';

const idOf = (server: ProtectedServer) => server.sourceServerId;

/** The servers of an entity's group; each opens on the group's own page. */
export function EntityServers(props: { group: ProtectionGroup }) {
  const t = useWords();
  const navigate = useNavigate();
  const groupPath = useRouteRef(protectionGroupRouteRef);
  const { group } = props;
  const { id } = group;
  const open = useCallback(
    (server: ProtectedServer) =>
      navigate(`${groupPath({ groupId: id })}?server=${idOf(server)}`),
    [navigate, groupPath, id],
  );
  const columns = useServerColumns(open);
  return (
    <Section title={t('groups.servers', { count: group.serverCount })}>
      <DataTable
        label={t('groups.serversLabel')}
        columns={columns}
        rows={group.servers}
        idOf={idOf}
        onOpen={open}
        empty={t('groups.health.noServers')}
      />
    </Section>
  );
}
