import { makeStyles } from '@material-ui/core/styles';
import type { MirroredField } from '@internal/plugin-disaster-recovery-common';
import { useMemo } from 'react';
import { DataTable, type DataTableColumn } from '../../components';
import { useWords } from '../../useWords';
import { fieldWords, valueWords } from './mirroredWords';
import { OutcomeMark } from './OutcomeMark';

const useStyles = makeStyles(
  {
    value: { overflowWrap: 'anywhere' },
    id: { fontFamily: 'monospace', fontSize: '0.8rem' },
  },
  { name: 'DisasterRecoveryFieldTable' },
);

/** Fields whose values are ids of AWS. */
const IDS: readonly string[] = [
  'subnetId',
  'securityGroupIds',
  'instanceProfileArn',
  'staticPrivateIp',
];

/** A field with its place in the report: of one name there may be several, such as the servers that were left out. */
type NumberedField = MirroredField & { number: number };

const idOf = (field: NumberedField) => String(field.number);

/** Original and mirrored, field by field, with what became of each and why. */
export function FieldTable(props: {
  label: string;
  fields: MirroredField[];
  /** The names of Protection Groups by their ids. */
  groupNames: ReadonlyMap<string, string>;
}) {
  const classes = useStyles();
  const t = useWords();
  const { fields, groupNames } = props;
  const rows = useMemo(
    () => fields.map((field, number) => ({ ...field, number })),
    [fields],
  );
  const columns = useMemo<DataTableColumn<NumberedField>[]>(() => {
    const value = (field: MirroredField, side: 'original' | 'mirrored') => (
      <span
        className={`${classes.value} ${
          IDS.includes(field.field) ? classes.id : ''
        }`}
      >
        {valueWords(field.field, field[side], groupNames, t)}
      </span>
    );
    return [
      {
        id: 'field',
        header: t('session.configuration.field'),
        width: 90,
        grow: 1,
        render: field => fieldWords(field.field, t),
      },
      {
        id: 'original',
        header: t('session.configuration.original'),
        width: 95,
        grow: 2,
        render: field => value(field, 'original'),
      },
      {
        id: 'mirrored',
        header: t('session.configuration.mirrored'),
        width: 95,
        grow: 2,
        render: field => value(field, 'mirrored'),
      },
      {
        id: 'outcome',
        header: t('session.configuration.outcome'),
        width: 120,
        grow: 2,
        render: field => (
          <>
            <OutcomeMark outcome={field.outcome} /> {field.reason}
          </>
        ),
      },
    ];
  }, [t, classes, groupNames]);
  return (
    <DataTable label={props.label} columns={columns} rows={rows} idOf={idOf} />
  );
}
