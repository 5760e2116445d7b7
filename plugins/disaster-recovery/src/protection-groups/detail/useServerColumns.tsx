import Link from '@material-ui/core/Link';
import type { ProtectedServer } from '@internal/plugin-disaster-recovery-common';
import { useMemo } from 'react';
import {
  CopyText,
  RelativeTime,
  Status,
  type DataTableColumn,
} from '../../components';
import { useWords } from '../../useWords';
import { ServerHealthLabel } from '../HealthLabel';

/** The columns of the servers of a group. */
export function useServerColumns(
  open: (server: ProtectedServer) => void,
): DataTableColumn<ProtectedServer>[] {
  const t = useWords();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('groups.server.name'),
        width: 110,
        grow: 1,
        render: server => (
          <Link
            component="button"
            variant="body2"
            onClick={(event: { stopPropagation(): void }) => {
              event.stopPropagation();
              open(server);
            }}
          >
            {server.hostname ?? server.sourceServerId}
          </Link>
        ),
      },
      {
        id: 'replication',
        header: t('groups.server.replication'),
        width: 130,
        grow: 1,
        render: server => <ServerHealthLabel server={server} />,
      },
      {
        id: 'drift',
        header: t('groups.server.drift'),
        width: 190,
        grow: 2,
        render: server => {
          if (server.applyError) {
            return (
              <Status tone="error">{t('groups.server.applyFailed')}</Status>
            );
          }
          if (server.drift.length > 0) {
            return (
              <Status tone="warning">
                {t('groups.drift.fields', {
                  count: server.drift.length,
                  fields: server.drift
                    .map(drift =>
                      t(
                        `launch.fields.${drift.field}` as 'launch.fields.subnetId',
                      ),
                    )
                    .join(', '),
                })}
              </Status>
            );
          }
          return server.driftCheckedAt ? (
            <Status tone="ok">{t('groups.drift.none')}</Status>
          ) : (
            <Status tone="waiting">{t('groups.drift.unchecked')}</Status>
          );
        },
      },
      {
        id: 'captured',
        header: t('groups.server.capturedAt'),
        width: 130,
        wideOnly: true,
        render: server => {
          if (server.captureError) {
            return (
              <Status tone="error">{t('groups.server.captureFailed')}</Status>
            );
          }
          return server.captured ? (
            <RelativeTime at={server.captured.capturedAt} />
          ) : (
            <Status tone="warning">{t('groups.captured.never')}</Status>
          );
        },
      },
      {
        id: 'overrides',
        header: t('groups.server.overrides'),
        width: 110,
        wideOnly: true,
        render: server => {
          const count =
            Object.keys(server.overrides.recovery ?? {}).length +
            Object.keys(server.overrides.origin ?? {}).length;
          return count === 0
            ? t('common.none')
            : t('groups.server.overrideCount', { count });
        },
      },
      {
        id: 'originInstanceId',
        header: t('groups.server.originInstance'),
        width: 210,
        wideOnly: true,
        render: server =>
          server.originInstanceId ? (
            <CopyText
              text={server.originInstanceId}
              what={t('groups.server.originInstance')}
            />
          ) : (
            t('common.none')
          ),
      },
    ],
    [t, open],
  );
}
