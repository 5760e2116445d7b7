import Typography from '@material-ui/core/Typography';
import type {
  MirrorReport,
  ServerMapping,
} from '@internal/plugin-disaster-recovery-common';
import { useMemo } from 'react';
import {
  CopyText,
  DataTable,
  Status,
  type DataTableColumn,
} from '../../components';
import { useWords } from '../../useWords';

const idOf = (mapping: ServerMapping) => mapping.recoveryInstanceId;

/** Which reversed source server stands for which original, by which rule, and whether AWS holds its launch settings. */
export function MappingTable(props: { report: MirrorReport }) {
  const t = useWords();
  const { report } = props;
  const columns = useMemo<DataTableColumn<ServerMapping>[]>(() => {
    const applied = new Map(
      report.groups.flatMap(group =>
        group.servers.map(
          server => [server.reversedSourceServerId, server] as const,
        ),
      ),
    );
    return [
      {
        id: 'name',
        header: t('session.instances.name'),
        width: 100,
        grow: 1,
        render: mapping => mapping.hostname ?? mapping.recoveryInstanceId,
      },
      {
        id: 'original',
        header: t('session.facts.sourceServer'),
        width: 190,
        wideOnly: true,
        render: mapping => (
          <CopyText
            text={mapping.sourceServerId}
            what={t('session.facts.sourceServer')}
          />
        ),
      },
      {
        id: 'reversed',
        header: t('session.facts.reversedSourceServer'),
        width: 140,
        grow: 1,
        render: mapping =>
          mapping.reversedSourceServerId ? (
            <CopyText
              text={mapping.reversedSourceServerId}
              what={t('session.facts.reversedSourceServer')}
            />
          ) : (
            t('common.none')
          ),
      },
      {
        id: 'rule',
        header: t('session.facts.mappingRule'),
        width: 90,
        grow: 1,
        render: mapping =>
          mapping.rule
            ? t(`session.mappingRule.${mapping.rule}`)
            : mapping.reason ?? t('common.none'),
      },
      {
        id: 'applied',
        header: t('session.configuration.applied'),
        width: 100,
        grow: 1,
        render: mapping => {
          const server = applied.get(mapping.reversedSourceServerId ?? '');
          if (!server) {
            return t('common.none');
          }
          return server.applied ? (
            <Status tone="ok">{t('session.configuration.appliedYes')}</Status>
          ) : (
            <span title={server.applyError}>
              <Status tone="error">
                {server.applyError ?? t('session.configuration.appliedNo')}
              </Status>
            </span>
          );
        },
      },
    ];
  }, [report, t]);
  return (
    <>
      <Typography variant="h6" component="h3" gutterBottom>
        {t('session.configuration.mappings')}
      </Typography>
      <DataTable
        label={t('session.configuration.mappings')}
        columns={columns}
        rows={report.mappings}
        idOf={idOf}
      />
    </>
  );
}
