import {
  type ProtectedServer,
  type ProtectionGroup,
  SERVER_HEALTHS,
  serverHealth,
} from '@internal/plugin-disaster-recovery-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { DataTable, Section } from '../../components';
import { NewOrderNotice, useStableOrder } from '../../live';
import { useWords } from '../../useWords';
import { ServerPanel } from './ServerPanel';
import { useServerColumns } from './useServerColumns';

const idOf = (server: ProtectedServer) => server.sourceServerId;

/** How much a server needs somebody, most first. */
function need(server: ProtectedServer): number {
  if (server.applyError || server.captureError) {
    return 0;
  }
  const health = SERVER_HEALTHS.indexOf(serverHealth(server));
  return server.drift.length > 0 ? Math.min(1, health) : health + 1;
}

/** The servers of a group, those that need somebody first; the address names the one that is open. */
export function GroupServers(props: { group: ProtectionGroup }) {
  const t = useWords();
  const { group } = props;
  const [search, setSearch] = useSearchParams();
  const openId = search.get('server');

  const open = useCallback(
    (server: ProtectedServer) => setSearch({ server: server.sourceServerId }),
    [setSearch],
  );
  const columns = useServerColumns(open);
  const sorted = useMemo(
    () =>
      [...group.servers].sort(
        (a, b) =>
          need(a) - need(b) ||
          (a.hostname ?? a.sourceServerId).localeCompare(
            b.hostname ?? b.sourceServerId,
            undefined,
            { numeric: true },
          ),
      ),
    [group.servers],
  );
  const order = useStableOrder(sorted, idOf, group.id);

  return (
    <Section
      title={t('groups.servers', { count: group.serverCount })}
      subtitle={<NewOrderNotice order={order} />}
    >
      <DataTable
        label={t('groups.serversLabel')}
        columns={columns}
        rows={order.rows}
        idOf={idOf}
        onOpen={open}
        empty={t('groups.health.noServers')}
      />
      <ServerPanel
        group={group}
        server={group.servers.find(server => idOf(server) === openId)}
        onClose={() => setSearch({})}
      />
    </Section>
  );
}
