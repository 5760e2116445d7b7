import {
  type GroupReplication,
  type ProtectedServer,
  serverHealth,
} from '@internal/plugin-disaster-recovery-common';
import { Status } from '../components';
import { lagWords } from '../format';
import { useWords } from '../useWords';
import { healthTone } from './healthTone';

/** How well a group's servers replicate: all well, or how many are not. */
export function HealthLabel(props: {
  group: { serverCount: number; replication: GroupReplication };
}) {
  const t = useWords();
  const { serverCount, replication } = props.group;
  if (serverCount === 0) {
    return <Status tone="warning">{t('groups.health.noServers')}</Status>;
  }
  const { worst, counts } = replication;
  return (
    <Status tone={healthTone(worst)}>
      {worst === 'healthy'
        ? t('groups.health.allHealthy')
        : t(`groups.health.some.${worst}`, {
            count: counts[worst],
            total: serverCount,
          })}
    </Status>
  );
}

/** How well one server replicates, in DRS's own state and its lag. */
export function ServerHealthLabel(props: {
  server: Pick<ProtectedServer, 'dataReplicationState' | 'lagSeconds'>;
}) {
  const t = useWords();
  const { dataReplicationState, lagSeconds } = props.server;
  const health = serverHealth(props.server);
  const words =
    dataReplicationState === undefined
      ? t('groups.health.one.unknown')
      : t(`groups.health.one.${health}`);
  return (
    <Status tone={healthTone(health)}>
      <span title={dataReplicationState}>
        {lagSeconds !== undefined && lagSeconds >= 1
          ? t('groups.health.withLag', {
              state: words,
              lag: lagWords(lagSeconds, t),
            })
          : words}
      </span>
    </Status>
  );
}
