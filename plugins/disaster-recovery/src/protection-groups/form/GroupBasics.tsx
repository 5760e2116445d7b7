import { makeStyles } from '@material-ui/core/styles';
import { FormField } from '../../forms';
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
  'owner',
  'entityRef',
];

const REQUIRED: readonly GroupTextField[] = [
  'name',
  'accountId',
  'region',
  'sourceRegion',
];

/** What a group is called, where its servers are, and whose it is. */
export function GroupBasics(props: {
  fields: GroupFields;
  onChange(change: (before: GroupFields) => GroupFields): void;
}) {
  const classes = useStyles();
  const t = useWords();
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
          onChange={value =>
            props.onChange(before => ({ ...before, [field]: value }))
          }
        />
      ))}
    </div>
  );
}
