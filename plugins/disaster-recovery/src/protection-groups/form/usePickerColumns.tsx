import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import { useMemo } from 'react';
import { CopyText, Status, type DataTableColumn } from '../../components';
import { protectionGroupRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { ServerHealthLabel } from '../HealthLabel';
import { tagWords } from '../tagWords';
import type { ChoosableServer } from './choosableServers';

/** The columns of the choice of servers. */
export function usePickerColumns(options: {
  byTags: boolean;
  onToggle(server: ChoosableServer): void;
  onOverrides(server: ChoosableServer): void;
  overrideCount(sourceServerId: string): number;
}): DataTableColumn<ChoosableServer>[] {
  const t = useWords();
  const groupPath = useRouteRef(protectionGroupRouteRef);
  const { byTags, onToggle, onOverrides, overrideCount } = options;
  return useMemo(() => {
    const nameOf = (server: ChoosableServer) =>
      server.hostname ?? server.sourceServerId;
    const choice: DataTableColumn<ChoosableServer> = {
      id: 'chosen',
      header: t('groups.picker.chosen'),
      width: 56,
      render: server => (
        <Checkbox
          size="small"
          color="primary"
          checked={server.chosen}
          disabled={
            !server.chosen &&
            (server.takenByOther !== undefined || server.foreign)
          }
          onChange={() => onToggle(server)}
          inputProps={{
            'aria-label': t('groups.picker.choose', { name: nameOf(server) }),
          }}
        />
      ),
    };
    const columns: DataTableColumn<ChoosableServer>[] = [
      {
        id: 'name',
        header: t('groups.server.name'),
        width: 110,
        grow: 1,
        render: nameOf,
      },
      {
        id: 'state',
        header: t('groups.picker.state'),
        width: 150,
        grow: 1,
        render: server => {
          if (server.takenByOther) {
            return (
              <Status tone={server.chosen ? 'error' : 'refused'}>
                {t('groups.picker.takenBy', {
                  group: (
                    <Link to={groupPath({ groupId: server.takenByOther.id })}>
                      {server.takenByOther.name}
                    </Link>
                  ),
                })}
              </Status>
            );
          }
          return server.foreign ? (
            <Status tone="refused">
              {t('groups.picker.foreign', {
                region: server.originRegion ?? t('common.none'),
              })}
            </Status>
          ) : (
            <ServerHealthLabel server={server} />
          );
        },
      },
      {
        id: 'tags',
        header: t('groups.picker.tags'),
        width: 170,
        grow: 2,
        wideOnly: true,
        render: server => (
          <span title={tagWords(server.tags)}>{tagWords(server.tags)}</span>
        ),
      },
      {
        id: 'id',
        header: t('groups.server.sourceServer'),
        width: 215,
        wideOnly: true,
        render: server => (
          <CopyText
            text={server.sourceServerId}
            what={t('groups.server.sourceServer')}
          />
        ),
      },
      {
        id: 'overrides',
        header: t('groups.server.overrides'),
        width: 116,
        render: server => {
          const count = overrideCount(server.sourceServerId);
          const words =
            count === 0
              ? t('groups.picker.addOverrides')
              : t('groups.server.overrideCount', { count });
          return server.chosen && !server.takenByOther ? (
            <Button
              size="small"
              style={{ textTransform: 'none' }}
              onClick={() => onOverrides(server)}
              aria-label={t('groups.picker.overridesOf', {
                name: nameOf(server),
                words,
              })}
            >
              {words}
            </Button>
          ) : null;
        },
      },
    ];
    return byTags ? columns : [choice, ...columns];
  }, [t, groupPath, byTags, onToggle, onOverrides, overrideCount]);
}
