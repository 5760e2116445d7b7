import { makeStyles } from '@material-ui/core/styles';
import type { MirroredField } from '@internal/plugin-disaster-recovery-common';
import { useMemo } from 'react';
import { DataTable, type DataTableColumn } from '../../components';
import { useWords } from '../../useWords';
import { fieldValue } from './fieldValue';
import { OutcomeMark } from './OutcomeMark';

const useStyles = makeStyles(
  {
    value: {
      fontFamily: 'monospace',
      fontSize: '0.8rem',
      overflowWrap: 'anywhere',
    },
  },
  { name: 'DisasterRecoveryFieldTable' },
);

const idOf = (field: MirroredField) => field.field;

/** Original and mirrored, field by field, with what became of each and why. */
export function FieldTable(props: { label: string; fields: MirroredField[] }) {
  const classes = useStyles();
  const t = useWords();
  const columns = useMemo<DataTableColumn<MirroredField>[]>(() => {
    const words = {
      yes: t('session.configuration.yes'),
      no: t('session.configuration.no'),
      none: t('common.none'),
    };
    return [
      {
        id: 'field',
        header: t('session.configuration.field'),
        width: 130,
        grow: 1,
        render: field => field.field,
      },
      {
        id: 'original',
        header: t('session.configuration.original'),
        width: 150,
        grow: 2,
        render: field => (
          <span className={classes.value}>
            {fieldValue(field.original, words)}
          </span>
        ),
      },
      {
        id: 'mirrored',
        header: t('session.configuration.mirrored'),
        width: 150,
        grow: 2,
        render: field => (
          <span className={classes.value}>
            {fieldValue(field.mirrored, words)}
          </span>
        ),
      },
      {
        id: 'outcome',
        header: t('session.configuration.outcome'),
        width: 180,
        grow: 2,
        render: field => (
          <>
            <OutcomeMark outcome={field.outcome} /> {field.reason}
          </>
        ),
      },
    ];
  }, [t, classes.value]);
  return (
    <DataTable
      label={props.label}
      columns={columns}
      rows={props.fields}
      idOf={idOf}
    />
  );
}
