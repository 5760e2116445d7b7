import Typography from '@material-ui/core/Typography';
import type { CleanupStep } from '@internal/plugin-disaster-recovery-common';
import { useMemo } from 'react';
import {
  CopyText,
  DataTable,
  Status,
  type DataTableColumn,
  type Tone,
} from '../components';
import { useWords } from '../useWords';

const TONES: Record<CleanupStep['effect'], Tone> = {
  'stop-replication': 'warning',
  terminate: 'error',
  delete: 'error',
  'delete-record': 'warning',
  keep: 'ok',
};

const idOf = (step: CleanupStep) => `${step.resourceType}/${step.resourceId}`;

/** Resources with what is done to each, where, and why. */
export function CleanupSteps(props: {
  title: string;
  steps: CleanupStep[];
  ordered?: boolean;
}) {
  const t = useWords();
  const { title, steps, ordered } = props;
  const columns = useMemo<DataTableColumn<CleanupStep>[]>(() => {
    const all: DataTableColumn<CleanupStep>[] = [
      {
        id: 'order',
        header: t('cleanup.columns.order'),
        width: 48,
        render: step => step.order,
      },
      {
        id: 'effect',
        header: t('cleanup.columns.effect'),
        width: 140,
        render: step => (
          <Status tone={TONES[step.effect]}>
            {t(`cleanup.effect.${step.effect}`)}
          </Status>
        ),
      },
      {
        id: 'resource',
        header: t('cleanup.columns.resource'),
        width: 180,
        grow: 1,
        render: step => (
          <>
            {t(`cleanup.resource.${step.resourceType}`)}{' '}
            {step.name && <strong>{step.name}</strong>}{' '}
            <CopyText
              text={step.resourceId}
              what={t(`cleanup.resource.${step.resourceType}`)}
            />
          </>
        ),
      },
      {
        id: 'region',
        header: t('cleanup.columns.region'),
        width: 76,
        render: step => step.region,
      },
      {
        id: 'reason',
        header: t('cleanup.columns.reason'),
        width: 180,
        grow: 1,
        wideOnly: true,
        render: step => <span title={step.reason}>{step.reason}</span>,
      },
    ];
    return ordered ? all : all.slice(1);
  }, [t, ordered]);
  return (
    <section aria-label={title}>
      <Typography variant="h6" component="h3" gutterBottom>
        {title}
      </Typography>
      <DataTable label={title} columns={columns} rows={steps} idOf={idOf} />
    </section>
  );
}
