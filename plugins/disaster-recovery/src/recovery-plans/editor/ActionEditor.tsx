import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import DeleteIcon from '@material-ui/icons/DeleteOutline';
import { FormField } from '../../forms';
import { useWords } from '../../useWords';
import type { ActionFields, TargetKind } from './actionFields';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(1.5),
      padding: theme.spacing(1.5),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
    },
    head: { display: 'flex', alignItems: 'center' },
    title: { flex: 1 },
  }),
  { name: 'DisasterRecoveryActionEditor' },
);

const TEXT_FIELDS = ['documentVersion', 'region', 'accountId'] as const;

/** One SSM document that runs before or after a wave. */
export function ActionEditor(props: {
  path: string;
  phase: 'PRE' | 'POST';
  position: number;
  fields: ActionFields;
  onChange(fields: ActionFields): void;
  onRemove(): void;
}) {
  const classes = useStyles();
  const t = useWords();
  const { path, phase, fields, onChange } = props;
  const title =
    fields.name || t('plans.action.numbered', { number: props.position + 1 });
  const change = (field: keyof ActionFields) => (value: string) =>
    onChange({ ...fields, [field]: value });
  const targetKinds: TargetKind[] =
    phase === 'POST'
      ? ['waveInstances', 'instances', 'tags']
      : ['instances', 'tags'];
  return (
    <div role="group" aria-label={title} className={classes.root}>
      <div className={classes.head}>
        <Typography variant="subtitle2" className={classes.title}>
          {title}
        </Typography>
        <IconButton
          size="small"
          aria-label={t('plans.action.remove', { name: title })}
          onClick={props.onRemove}
        >
          <DeleteIcon />
        </IconButton>
      </div>
      <FormField
        path={`${path}.name`}
        label={t('plans.action.name')}
        value={fields.name}
        required
        onChange={change('name')}
      />
      <FormField
        path={`${path}.kind`}
        label={t('plans.action.kind')}
        value={fields.kind}
        options={(['AUTOMATION', 'COMMAND'] as const).map(value => ({
          value,
          label: t(`plans.action.kinds.${value}`),
        }))}
        onChange={change('kind')}
      />
      <FormField
        path={`${path}.documentName`}
        label={t('plans.action.documentName')}
        help={t('plans.action.help.documentName')}
        value={fields.documentName}
        required
        onChange={change('documentName')}
      />
      <FormField
        path={`${path}.parameters`}
        label={t('plans.action.parameters')}
        help={t('plans.action.help.parameters')}
        value={fields.parameters}
        multiline
        onChange={change('parameters')}
      />
      {fields.kind === 'COMMAND' && (
        <>
          <FormField
            path={`${path}.targets.kind`}
            label={t('plans.action.targetKind')}
            value={fields.targetKind}
            options={targetKinds.map(value => ({
              value,
              label: t(`plans.action.targetKinds.${value}`),
            }))}
            onChange={change('targetKind')}
          />
          {fields.targetKind !== 'waveInstances' && (
            <FormField
              path={`${path}.targets.${
                fields.targetKind === 'tags' ? 'tags' : 'instanceIds'
              }`}
              label={t(`plans.action.targets.${fields.targetKind}`)}
              help={t(`plans.action.help.${fields.targetKind}`)}
              value={fields.targets}
              required
              multiline
              onChange={change('targets')}
            />
          )}
        </>
      )}
      <FormField
        path={`${path}.timeoutSeconds`}
        label={t('plans.action.timeoutSeconds')}
        help={t('plans.action.help.timeoutSeconds')}
        value={fields.timeoutSeconds}
        onChange={change('timeoutSeconds')}
      />
      <FormField
        path={`${path}.onFailure`}
        label={t('plans.action.onFailure')}
        value={fields.onFailure}
        options={(['stop', 'continue'] as const).map(value => ({
          value,
          label: t(`plans.action.failure.${value}`),
        }))}
        onChange={change('onFailure')}
      />
      {TEXT_FIELDS.map(field => (
        <FormField
          key={field}
          path={`${path}.${field}`}
          label={t(`plans.action.${field}`)}
          help={t(`plans.action.help.${field}`)}
          value={fields[field]}
          onChange={change(field)}
        />
      ))}
    </div>
  );
}
