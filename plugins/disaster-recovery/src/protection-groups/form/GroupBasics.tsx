import { makeStyles } from '@material-ui/core/styles';
import { CatalogField, FormField, OWNERS, RECOVERED } from '../../forms';
import { useWords } from '../../useWords';
import type { GroupFields, GroupTextField } from './groupFields';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))',
      gap: theme.spacing(2),
    },
  }),
  { name: 'DisasterRecoveryGroupBasics' },
);

const FIELDS: readonly GroupTextField[] = [
  'name',
  'description',
  'accountId',
  'region',
  'sourceRegion',
  'sourceAccountId',
];

const REQUIRED: readonly GroupTextField[] = [
  'name',
  'accountId',
  'region',
  'sourceRegion',
];

const REFERENCES = [
  { field: 'owner', kinds: OWNERS },
  { field: 'entityRef', kinds: RECOVERED },
] as const;

/** What a group is called, where its servers are, and whose it is. */
export function GroupBasics(props: {
  fields: GroupFields;
  onChange(change: (before: GroupFields) => GroupFields): void;
}) {
  const classes = useStyles();
  const t = useWords();
  const change = (field: GroupTextField) => (value: string) =>
    props.onChange(before => ({ ...before, [field]: value }));
  return (
    <div className={classes.root}>
      {FIELDS.map(field => (
        <FormField
          key={field}
          path={field}
          label={t(`groups.form.${field}`)}
          help={t(`groups.form.help.${field}`)}
          required={REQUIRED.includes(field)}
          multiline={field === 'description'}
          value={props.fields[field]}
          onChange={change(field)}
        />
      ))}
      {REFERENCES.map(({ field, kinds }) => (
        <CatalogField
          key={field}
          path={field}
          label={t(`groups.form.${field}`)}
          help={t(`groups.form.help.${field}`)}
          kinds={kinds}
          value={props.fields[field]}
          onChange={change(field)}
        />
      ))}
    </div>
  );
}
